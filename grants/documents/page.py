"""The templates of documents, with their own surroundings: they render in jobs, without a request.

A template knows `data` (the snapshot), `language`, and the filters below. A filter writes in the
language of the template it stands in; the English page of a German letter is a template that is
included with `language` set to "en".
"""

import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from grants.documents import figures
from grants.documents.letter import numbered
from grants.documents.packaged import ASSETS
from grants.documents.snapshot import Plain, Snapshot
from grants.documents.text import paragraphs, printable
from grants.programme.words import Language

TEMPLATES = Path(__file__).parents[2] / "templates"
FOLDERS = ("letter", "report")
"""The folders of templates that are made for paper."""

Filter = Callable[..., str]


@cache
def environment() -> Environment:
    """The templates, escaping every text and failing on every name that is not there."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        write.__name__: _in_language(write)
        for write in (
            figures.amount,
            figures.change,
            figures.clock,
            figures.day,
            figures.figure,
            figures.moment,
            figures.per_cent,
            figures.places,
            figures.size,
        )
    }
    made.filters |= {
        "groups": figures.groups,
        "numbered": _number,
        "paragraphs": paragraphs,
        "operative": _operative,
        "passage": _passage,
        "t": _text,
    }
    made.globals["t"] = _choice
    return made


def page(template: str, language: Language, data: Snapshot, title: str, digest: str) -> str:
    """The document as HTML; every text of the data is made printable first."""
    written = environment().get_template(f"{template}.html")
    return written.render(
        data=_printable(data), language=language, title=printable(title), digest=digest
    )


@cache
def template_version(template: str) -> str:
    """The template with the digest of all that shapes it, such as "letter/award 3f2a9c01d4".

    It is computed from the files, so nobody can forget to count it up.
    """
    shaping = [path for folder in FOLDERS for path in (TEMPLATES / folder).glob("*.html")]
    shaping += [path for path in ASSETS.iterdir() if path.is_file()]
    whole = sha256()
    for path in sorted(shaping):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{template} {whole.hexdigest()[:10]}"


def letters_digest() -> str:
    """What shapes the letters of this version of the program; their template versions end so."""
    return template_version("letter/award").rpartition(" ")[2]


def _in_language(write: Filter) -> Filter:
    @pass_context
    def written(context: Context, value: Plain, *further: int) -> str:
        return write(value, context["language"], *further)

    return written


@pass_context
def _text(context: Context, words: dict[str, str]) -> str:
    return words[context["language"]]


@pass_context
def _passage(context: Context, passages: list[Plain], code: str) -> str:
    """A passage that the authority words itself; it is text, whatever stands in it."""
    return next(
        str(each["words"][context["language"]]) for each in passages if each["code"] == code
    )


@pass_context
def _operative(context: Context, passages: list[Plain], code: str) -> Markup:
    """A sentence of the operative part, with what it stresses in bold; it is text as well."""
    language = context["language"]
    said = next(each for each in passages if each["code"] == code)
    text = escape(said["words"][language])
    stressed = {str(escape(one[language])) for one in said["bold"] if one[language]}
    if not stressed:
        return text
    longest = "|".join(re.escape(one) for one in sorted(stressed, key=len, reverse=True))
    return Markup(re.sub(longest, lambda found: f"<strong>{found[0]}</strong>", str(text)))  # noqa: S704


@pass_context
def _number(context: Context, number: str) -> str:
    return numbered(number).into(context["language"])


@pass_context
def _choice(context: Context, de: str, en: str) -> Markup:
    """A text of the template itself: it may carry marks such as <wbr>, since we wrote it."""
    return Markup(de if context["language"] == "de" else en)  # noqa: S704 - never typed by a user


def _printable(value: Plain) -> Plain:
    match value:
        case str():
            return printable(value)
        case list():
            return [_printable(each) for each in value]
        case dict():
            return {name: _printable(each) for name, each in value.items()}
    return value
