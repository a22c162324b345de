"""What jurors see of an application in a blind stage: everything but who it comes from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.document import Upload
from grants.models.organisation import ClusterMember, Organisation
from grants.models.round import Round
from grants.queries.application import ApplicationContent, content_of, terms_of
from grants.queries.nameless import has_version, openings
from grants.queries.sent_file import SentFile
from grants.queries.visible import HANDED_IN

HIDDEN: Final = "[…]"
MOST_NAMED: Final = 20
SHORTEST: Final = 3
"""Names shorter than this are in too many words to be taken out."""


def is_blind(application: Application) -> bool:
    """Do the terms of this application hide from jurors who it comes from?"""
    return terms_of(application.terms).selection.blind


def hides_names(application: Application) -> bool:
    """Are the names hidden from jurors still? Until an officer ends the blind stage."""
    return is_blind(application) and application.round.names_opened_at is None


def round_hides_names(round_: Round) -> bool:
    """The same for a round as a whole."""
    return terms_of(round_.terms).selection.blind and round_.names_opened_at is None


def name_for_juror(application: Application) -> str:
    """What a page calls it for a juror: its cluster, or its number while names are hidden."""
    return application.number if hides_names(application) else application.cluster.name


def content_for_juror(session: Session, application: Application) -> ApplicationContent:
    """Everything in it, while names are hidden without the names of the cluster and organisations.

    Of its files only those of which an officer has seen that they name nobody, or the versions
    without names that stand for them.
    """
    content = content_of(session, application)
    if not hides_names(application):
        return content
    names = _names(session, application)
    shown = openings(session, application, content.files)
    return replace(
        content,
        cluster=HIDDEN,
        management=HIDDEN,
        title=without(content.title, names),
        acronym=HIDDEN if content.acronym else "",
        profile=without(content.profile, names),
        outline=without(content.outline, names),
        lines=tuple(
            replace(line, label=without(line.label, names), note=without(line.note, names))
            for line in content.lines
        ),
        files=tuple(
            replace(
                one.for_jury,
                title="",
                file_name=neutral(application, one.for_jury),
                signed_on=None,
                parties=(),
            )
            for one in shown
            if one.for_jury is not None
        ),
    )


def with_files_to_read(session: Session, round_: Round) -> Sequence[str]:
    """The applications of a blind round with such files, by number; not all where many."""
    if not round_hides_names(round_):
        return ()
    return session.scalars(
        select(Application.number)
        .where(
            Application.round_id == round_.id,
            *HANDED_IN,
            exists().where(
                Upload.application_id == Application.id,
                Upload.replaced_at.is_(None),
                Upload.nameless_at.is_(None),
                ~has_version(Upload),
            ),
        )
        .order_by(Application.id)
        .limit(MOST_NAMED)
    ).all()


def neutral(application: Application, file: SentFile | Upload) -> str:
    """What a file is called that must not tell who sent it."""
    return f"{application.number}-{file.kind.value}-{str(file.id)[:4]}.{file.ending.lower()}"


def without(text: str, names: Iterable[str]) -> str:
    """The text with every one of these names covered, the longest first."""
    known = sorted({name for name in names if len(name) >= SHORTEST}, key=len, reverse=True)
    if not known:
        return text
    return re.sub("|".join(map(re.escape, known)), HIDDEN, text, flags=re.IGNORECASE)


def involved(session: Session, application: Application) -> tuple[str, ...]:
    """The organisations behind it: the management and the members of its cluster, by name."""
    members = session.scalars(
        select(Organisation.name)
        .join(ClusterMember, ClusterMember.organisation_id == Organisation.id)
        .where(ClusterMember.cluster_id == application.cluster_id)
        .order_by(Organisation.name)
    )
    return tuple(dict.fromkeys((application.cluster.management.name, *members)))


def _names(session: Session, application: Application) -> tuple[str, ...]:
    return (application.cluster.name, application.acronym, *involved(session, application))
