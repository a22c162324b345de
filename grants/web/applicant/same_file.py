"""Saying that a file is there already, with a way to it; whoever sent it decides what stays."""

from collections.abc import Iterable
from typing import Final

from flask import url_for

from grants.models.document import Upload
from grants.programme.upload import KIND_WORDS
from grants.programme.words import Words, say
from grants.queries.same_file import same_in_case
from grants.web.database import now, session
from grants.web.filters import day
from grants.web.notice import tell

LOOK: Final = Words("Die Datei ansehen", "See that file")


def tell_same(kept: Iterable[Upload]) -> None:
    """Of each file that was kept: is the same one there already, here or elsewhere in the case?"""
    seen = set()
    for upload in kept:
        again = is_old(upload) or upload.id in seen
        seen.add(upload.id)
        if again:
            _tell(
                say(
                    "{name} war schon da, seit {day}. Es liegt nichts doppelt.",
                    "{name} was there already, since {day}. Nothing is there twice.",
                    name=upload.file_name,
                    day=day(upload.uploaded_at),
                ),
                upload,
                "info",
            )
        elif (there := same_in_case(session(), upload)) is not None:
            _tell(
                say(
                    "{name} hat denselben Inhalt wie {there} ({kind}), da seit {day}. Beide zählen;"
                    " entfernen Sie eine, wenn das ein Versehen ist.",
                    "{name} has the same content as {there} ({kind}), there since {day}. Both"
                    " count; remove one if that is a mistake.",
                    name=upload.file_name,
                    there=there.title or there.file_name,
                    kind=KIND_WORDS[there.kind],
                    day=day(there.uploaded_at),
                ),
                there,
                "warning",
            )


def is_old(upload: Upload) -> bool:
    """Was it kept before, so that nothing new was stored?"""
    return upload.uploaded_at < now()


def _tell(words: Words, there: Upload, kind: str) -> None:
    tell(words, kind, link=(url_for("files.upload", upload_id=there.id), LOOK))
