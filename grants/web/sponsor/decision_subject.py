"""What a decision is about: one shape for applications, grants, concepts and projects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from forms.decision import (
    SignForm,
)
from grants.models.decision import Decision
from grants.models.document import Upload
from grants.models.grant import Grant
from grants.models.round import TermsVersion
from grants.programme.finding import Finding
from grants.programme.words import Words

Propose = Callable[[Session, Any], Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One case that is decided on, as the page needs it."""

    terms: TermsVersion
    """The rules under which it is decided."""
    title: str
    preline: Words
    number: str
    address: str
    """This page."""
    back: str
    back_words: Words
    about: ColumnElement[bool]
    """Which decisions are about it."""
    ready: bool
    not_ready: Words
    barred: bool = False
    """Does the visitor have a conflict with the case? Then others decide (R-055)."""
    kept: bool = False
    """Was only a place on the reserve list decided, so that it may be decided on again?"""
    findings: tuple[Finding, ...]
    form: type[ProgrammeForm]
    sign: type[SignForm] = SignForm
    propose: Propose
    effects: tuple[Words, ...]
    """What a countersignature does."""
    grants: tuple[Grant, ...] = ()
    kinds: Mapping[str, Words] | None = None
    """What may be proposed, where the state allows less than the form offers."""
    suggested: dict[str, Any] = field(default_factory=dict)
    papers: tuple[Upload, ...] = ()
    """What the cluster handed in for it."""
    give_back: str = ""
    """Page on which it goes back to the cluster, while that is possible."""
    instead: str = ""
    """Page on which the same grant is awarded under a condition, while that is possible."""
    prepare: Callable[[Any], None] | None = None
    """What the form still has to be told."""
    places: str = ""
    """Address under which the places of the findings lie."""
