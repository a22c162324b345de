"""The electronic seal on a document: whose it is, and that no byte was changed since (PAdES).

The libraries behind it come with the extra "seal" and are loaded by whoever seals or checks; a
program without a key never needs them.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grants.programme.words import Words, say

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import PdfSigner, SimpleSigner

FIELD: Final = "Siegel"
ROOM: Final = 16_384
"""Bytes kept free for the signature and its certificates; a seal takes about half of it."""


class BadSeal(Exception):
    """The key of the seal cannot be used; the reason is in the message."""


@dataclass(frozen=True)
class Seal:
    """The key and the certificates by which an authority seals, as they were read from a file."""

    signer: "SimpleSigner"

    @property
    def name(self) -> str:
        """Whose seal it is: the common name in its certificate."""
        return common_name(self.certificate)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in hexadecimal."""
        return str(self.certificate.sha256.hex())

    @property
    def certificate(self) -> "Certificate":
        """The certificate of the seal."""
        return self.signer.signing_cert

    @property
    def chain(self) -> "list[Certificate]":
        """All certificates of the file, that of the seal first."""
        return [self.certificate, *self.signer.cert_registry]

    def put_on(self, pdf: bytes) -> bytes:
        """The document with the seal; its own bytes stay as they are, the seal follows them."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

        sealed = BytesIO()
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        self._pen.sign_pdf(writer, output=sealed, bytes_reserved=ROOM)
        return sealed.getvalue()

    @cached_property
    def _pen(self) -> "PdfSigner":
        from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner  # noqa: PLC0415

        return PdfSigner(
            PdfSignatureMetadata(
                field_name=FIELD,
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
                name=self.name,
            ),
            signer=self.signer,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SealFound:
    """What the seal on a file says, if it carries one."""

    by: str
    """The name in the certificate; empty when there is no seal."""
    fingerprint: str = ""
    """SHA-256 of the certificate."""
    intact: bool = False
    """Is every byte of the file as it was sealed?"""
    trusted: bool = False
    """Does the certificate go back to one that we were told to trust?"""

    @property
    def says(self) -> Words:
        """One sentence."""
        if not self.by:
            return Words("Die Datei trägt kein Siegel.", "The file carries no seal.")
        if not self.intact:
            return say(
                "Das Siegel von {by} passt nicht: Die Datei wurde danach verändert.",
                "The seal of {by} does not fit: the file was changed after it.",
                by=self.by,
            )
        if not self.trusted:
            return say(
                "Das Siegel ist unversehrt. Es nennt {by}; das Zertifikat kennen wir nicht.",
                "The seal is intact. It names {by}; we do not know the certificate.",
                by=self.by,
            )
        return say(
            "Das Siegel von {by} ist echt und unversehrt.",
            "The seal of {by} is genuine and intact.",
            by=self.by,
        )


def read_seal(path: Path, password: str) -> Seal:
    """The seal from a PKCS#12 file (.p12, .pfx).

    Raises BadSeal when the libraries, the file, its key or the password are missing or wrong.
    """
    try:
        from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415
    except ImportError as missing:
        raise BadSeal('the extra "seal" is not installed') from missing
    if not path.is_file():
        raise BadSeal(f"there is no file {path}")
    signer = SimpleSigner.load_pkcs12(str(path), passphrase=password.encode())
    if signer is None or signer.signing_cert is None:
        raise BadSeal(f"{path} cannot be opened with this password, or holds no key")
    return Seal(signer)


def read_certificates(path: Path) -> "list[Certificate]":
    """The certificates in a file, PEM or DER.

    Raises BadSeal when the libraries are missing or the file holds none.
    """
    try:
        from pyhanko.keys import load_certs_from_pemder  # noqa: PLC0415
    except ImportError as missing:
        raise BadSeal('the extra "seal" is not installed') from missing
    try:
        return list(load_certs_from_pemder([str(path)]))
    except (OSError, ValueError) as unreadable:
        raise BadSeal(f"{path} holds no certificate") from unreadable


def find_seal(pdf: bytes, trusted: "Iterable[Certificate]") -> SealFound:
    """The seal on a PDF, judged without asking anybody else: no network is used.

    Raises ValueError when this is not a PDF that can be read.
    """
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    try:
        seals = PdfFileReader(BytesIO(pdf)).embedded_signatures
    except PdfError as unreadable:
        raise ValueError(str(unreadable)) from unreadable
    if not seals:
        return SealFound(by="")
    seal = seals[-1]
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it finds is said in a sentence
    context = ValidationContext(trust_roots=list(trusted), allow_fetching=False)
    status = validate_pdf_signature(seal, context)
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return SealFound(
        by=common_name(seal.signer_cert),
        fingerprint=str(seal.signer_cert.sha256.hex()),
        intact=bool(status.intact and status.valid and whole),
        trusted=bool(status.trusted),
    )


def common_name(certificate: "Certificate") -> str:
    """The name in a certificate as people read it."""
    names = certificate.subject.native
    return str(names.get("common_name") or names.get("organization_name") or "")
