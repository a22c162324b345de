"""Granting authorities: what holds from a day on. What has held is never changed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.authority import Authority, AuthorityVersion, Remedy
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.remedy_form import check_remedy_form
from grants.programme.words import Words, say

SOURCE = Words("Regeln für Behörden dieses Portals", "Rules for authorities of this portal")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityDetails:
    """Everything that letters say about an authority, from a day on."""

    valid_from: date
    name: str
    acting_for: str = ""
    acting_for_en: str = ""
    street: str
    postcode: str
    city: str
    email: str
    phone: str = ""
    contact_name: str
    first_signatory: str
    first_signatory_function: str
    first_signatory_function_en: str = ""
    second_signatory: str
    second_signatory_function: str
    second_signatory_function_en: str = ""
    remedy: Remedy
    remedy_body: str
    remedy_seat: str
    remedy_address: str = ""
    remedy_form: str
    """In which form, full sentences of the authority; no letter goes out without them (R-051)."""
    remedy_form_en: str
    account_holder: str = ""
    account_iban: str = ""
    """The account from which its grants are paid; empty where somebody else pays."""
    account_bic: str = ""


def make_authority(
    session: Session, code: str, details: AuthorityDetails, *, by: Actor | None, now: datetime
) -> Authority:
    """Enter an authority under a short code, with what holds from its first day on.

    Raises RulesBroken when the code is taken, both signatories are one person, or the sentence on
    the form of the remedy speaks of another one.
    """
    code = code.strip()
    insist([_check_code(session, code), *_check_letters(details)])
    authority = Authority(code=code)
    session.add(authority)
    _add(session, authority, details)
    _record(session, "make_authority", authority, details, by=by, now=now)
    return authority


def add_version(
    session: Session, authority: Authority, details: AuthorityDetails, *, by: Actor, now: datetime
) -> AuthorityVersion:
    """Say what holds from a coming day on.

    Raises RulesBroken when the day lies in the past or not after the latest version's day.
    """
    lock(session, authority)
    latest = authority.versions[-1] if authority.versions else None
    insist([_check_later(details, latest), _check_not_past(details, now), *_check_letters(details)])
    version = _add(session, authority, details)
    _record(session, "add_authority_version", authority, details, by=by, now=now)
    return version


def correct_version(
    session: Session,
    version: AuthorityVersion,
    details: AuthorityDetails,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Correct what does not hold yet.

    Raises RulesBroken when the version is in use: then a new one has to follow it.
    """
    lock(session, version.authority)
    lock(session, version)
    others = [each for each in version.authority.versions if each is not version]
    latest = others[-1] if others else None
    insist(
        [
            check_not_in_use(version, now),
            _check_later(details, latest),
            _check_not_past(details, now),
            *_check_letters(details),
        ]
    )
    for name, value in asdict(details).items():
        setattr(version, name, value)
    _record(session, "correct_authority_version", version.authority, details, by=by, now=now)


def withdraw_version(
    session: Session, version: AuthorityVersion, *, by: Actor, now: datetime
) -> None:
    """Take back what does not hold yet; what held before then goes on. The record keeps it.

    Raises RulesBroken when the version is in use, or nothing would hold instead.
    """
    authority = version.authority
    lock(session, authority)
    lock(session, version)
    insist([check_not_in_use(version, now), _check_not_alone(authority)])
    before = {name: str(getattr(version, name)) for name in AuthorityDetails.__dataclass_fields__}
    session.delete(version)
    session.flush()
    session.expire(authority, ["versions"])
    record(session, "withdraw_authority_version", "authority", authority.code, by=by, now=now,
           before=before)  # fmt: skip


def _check_not_alone(authority: Authority) -> Finding:
    return Finding(
        rule="B-06",
        holds=len(authority.versions) > 1,
        claim=Words("Eine Fassung bleibt.", "A version stays."),
        says=Words(
            "Das ist die einzige Fassung dieser Behörde. Berichtigen Sie sie.",
            "This is the only version of this authority. Correct it.",
        ),
        source=SOURCE,
    )


def check_not_in_use(version: AuthorityVersion, now: datetime) -> Finding:
    """Does the version begin after today?"""
    return Finding(
        rule="B-01",
        holds=version.valid_from > today(now),
        claim=Words("Was gilt, wird nicht geändert.", "What holds is not changed."),
        says=say(
            "Diese Fassung gilt seit {day}. Legen Sie eine neue Fassung an.",
            "This version holds since {day}. Add a new version.",
            day=version.valid_from,
        ),
        source=SOURCE,
    )


def _add(session: Session, authority: Authority, details: AuthorityDetails) -> AuthorityVersion:
    version = AuthorityVersion(authority=authority, **asdict(details))
    session.add(version)
    session.flush()
    return version


def _record(
    session: Session,
    act: str,
    authority: Authority,
    details: AuthorityDetails,
    *,
    by: Actor | None,
    now: datetime,
) -> None:
    after = {name: str(value) for name, value in asdict(details).items()}
    record(session, act, "authority", authority.code, by=by, now=now, after=after)


def _check_code(session: Session, code: str) -> Finding:
    taken = session.scalar(select(Authority.id).where(Authority.code == code))
    return Finding(
        rule="B-02",
        holds=taken is None,
        claim=Words("Das Kürzel ist neu.", "The code is new."),
        says=say(
            "Das Kürzel „{code}“ gibt es schon.", "The code “{code}” exists already.", code=code
        ),
        source=SOURCE,
        place="code",
    )


def _check_later(details: AuthorityDetails, latest: AuthorityVersion | None) -> Finding:
    return Finding(
        rule="B-03",
        holds=latest is None or details.valid_from > latest.valid_from,
        claim=Words("Fassungen folgen aufeinander.", "Versions follow one another."),
        says=say(
            "Die letzte Fassung gilt ab {day}. Wählen Sie einen späteren Tag.",
            "The latest version holds from {day}. Choose a later day.",
            day=latest.valid_from if latest else details.valid_from,
        ),
        source=SOURCE,
        place="valid_from",
    )


def _check_not_past(details: AuthorityDetails, now: datetime) -> Finding:
    return Finding(
        rule="B-04",
        holds=details.valid_from > today(now),
        claim=Words("Neues gilt ab einem kommenden Tag.", "New things hold from a coming day."),
        says=say(
            "Heute ist {day}. Wählen Sie einen späteren Tag, denn Briefe von heute stehen fest.",
            "Today is {day}. Choose a later day, because letters of today are fixed.",
            day=today(now),
        ),
        source=SOURCE,
        place="valid_from",
    )


def _check_letters(details: AuthorityDetails) -> list[Finding]:
    """Can letters be signed and contested like this?"""
    sentences = details.remedy_form, details.remedy_form_en
    return [_check_two_people(details), *check_remedy_form(details.remedy.value, *sentences)]


def _check_two_people(details: AuthorityDetails) -> Finding:
    first, second = details.first_signatory, details.second_signatory
    return Finding(
        rule="B-05",
        holds=first.strip().casefold() != second.strip().casefold(),
        claim=Words("Zwei Personen zeichnen.", "Two people sign."),
        says=Words(
            "Nennen Sie zwei verschiedene Personen, die zeichnen.",
            "Name two different people who sign.",
        ),
        source=SOURCE,
        place="second_signatory",
    )
