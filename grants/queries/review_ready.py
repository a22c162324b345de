"""What must hold before a juror gets an application, scores it, or has the last word on it."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.person import Person
from grants.models.review import Assignment, ConflictDeclaration, Score
from grants.programme.conflict import ConflictKind
from grants.programme.criteria import Criterion, Selection
from grants.programme.finding import Finding
from grants.programme.people import Actor, Role
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.terms import Terms
from grants.programme.words import Words, say

SOURCE = Words("Regeln der Runde, Auswahl", "Terms of the round, selection")
FAIRNESS = Words("§§ 20, 21 VwVfG", "sections 20, 21 of the Administrative Procedure Act")
REVIEWABLE = (ApplicationState.FORMALLY_OK, ApplicationState.UNDER_REVIEW)
REVIEWING = (RoundState.REVIEW, RoundState.JURY_MEETING)


def declaration(
    session: Session, application: Application, juror: Person
) -> ConflictDeclaration | None:
    """What the juror said about a conflict with this application, if anything."""
    return session.scalar(
        select(ConflictDeclaration).where(
            ConflictDeclaration.application_id == application.id,
            ConflictDeclaration.juror_id == juror.id,
        )
    )


def may_write(session: Session, assignment: Assignment, by: Actor) -> list[Finding]:
    """What must hold before a juror may score."""
    said = declaration(session, assignment.application, assignment.juror)
    round_ = assignment.application.round
    return [
        own_review(assignment, by),
        Finding(
            rule="R-055",
            holds=said is not None,
            claim=Words(
                "Erst erklären, dann lesen und bewerten.", "Declare first, then read and score."
            ),
            says=Words(
                "Erklären Sie zuerst, ob ein Konflikt besteht.",
                "First declare whether there is a conflict.",
            ),
            source=FAIRNESS,
        ),
        free_of_conflict(said),
        Finding(
            rule="REVIEW-FINAL",
            holds=assignment.final_at is None,
            claim=Words("Ein endgültiges Gutachten bleibt.", "A final review stays."),
            says=Words("Dieses Gutachten ist schon endgültig.", "This review is already final."),
            source=SOURCE,
        ),
        Finding(
            rule="REVIEW-TIME",
            holds=round_.state in REVIEWING,
            claim=Words(
                "Bewertet wird während der Begutachtung.", "Scores are given during the review."
            ),
            says=Words(
                "Die Runde ist nicht in der Begutachtung.", "The round is not under review."
            ),
            source=SOURCE,
        ),
    ]


def as_seen(assignment: Assignment, revision: int) -> Finding:
    """Does the juror decide on the review as it stands, and not on what an older window shows?"""
    return Finding(
        rule="REVIEW-SEEN",
        holds=assignment.revision == revision,
        claim=Words("Abgegeben wird, was zu lesen war.", "What was read is what is handed in."),
        says=Words(
            "Das Gutachten wurde inzwischen in einem anderen Fenster gespeichert. Hier steht, was"
            " jetzt gilt. Prüfen Sie es noch einmal.",
            "The review was saved in another window in the meantime. This is how it stands now."
            " Check it once more.",
        ),
        source=SOURCE,
    )


def own_review(assignment: Assignment, by: Actor) -> Finding:
    """Does this review belong to the one who acts?"""
    return Finding(
        rule="REVIEW-OWN",
        holds=by.role is Role.JUROR and by.person_id == assignment.juror_id,
        claim=Words("Jedes Jurymitglied schreibt selbst.", "Each juror writes in person."),
        says=Words("Dieses Gutachten gehört einer anderen Person.",
                   "This review belongs to somebody else."),
        source=FAIRNESS,
    )  # fmt: skip


def free_of_conflict(said: ConflictDeclaration | None) -> Finding:
    """Has no conflict been declared?"""
    return Finding(
        rule="R-055",
        holds=said is None or not said.conflicted,
        claim=Words("Wer befangen ist, wirkt nicht mit.", "A conflicted juror takes no part."),
        says=Words("Für diese Bewerbung ist ein Konflikt erklärt.",
                   "A conflict has been declared for this application."),
        source=FAIRNESS,
    )  # fmt: skip


def ground_given(conflicted: bool, ground: str, kind: ConflictKind | None = None) -> Finding:
    """Does a conflict come with its kind, or with its ground where none of the kinds fits?"""
    named = kind is not None and kind is not ConflictKind.OTHER
    return Finding(
        rule="R-055",
        holds=named or bool(ground.strip()) or not conflicted,
        claim=Words("Ein Konflikt wird begründet.", "A conflict is given a reason."),
        says=Words("Schreiben Sie in einem Satz, worin der Konflikt besteht.",
                   "Say in one sentence what the conflict is."),
        source=FAIRNESS,
        place="ground",
    )  # fmt: skip


def says_one_thing(conflicted: bool, ground: str, kind: ConflictKind | None) -> Finding:
    """Is "no conflict" said without naming one? Whoever ticks the wrong line must not be let in."""
    return Finding(
        rule="R-055",
        holds=conflicted or not (ground.strip() or kind),
        claim=Words("Eine Erklärung sagt eines.", "A declaration says one thing."),
        says=Words("Sie wählen „kein Konflikt“ und nennen doch etwas. Wählen Sie den Konflikt, oder"
                   " löschen Sie, was Sie dazu geschrieben oder gewählt haben.",
                   "You choose “no conflict” and yet name something. Choose the conflict, or delete"
                   " what you wrote or chose about it."),
        source=FAIRNESS,
        place="ground",
    )  # fmt: skip


def is_juror(person: Person) -> Finding:
    """Is this person an active juror?"""
    return Finding(
        rule="REVIEW-JUROR",
        holds=person.role is Role.JUROR and person.active,
        claim=Words("Gutachten schreibt die Jury.", "Reviews are written by the jury."),
        says=_no_juror(person),
        source=SOURCE,
    )  # fmt: skip


def _no_juror(person: Person) -> Words:
    if person.role is Role.JUROR:
        return say("Das Konto von {name} ist gesperrt.", "The account of {name} is locked.",
                   name=person.name)  # fmt: skip
    return say("Die Adresse von {name} gehört schon zu einem Konto, das kein Jurykonto ist. Nehmen "
               "Sie für die Jury eine andere Adresse.",
               "The address of {name} belongs to an account already that is no juror's. Take "
               "another address for the jury.", name=person.name)  # fmt: skip


def is_reviewable(application: Application) -> Finding:
    """Is the application up for review?"""
    return Finding(
        rule="REVIEW-STATE",
        holds=application.state in REVIEWABLE,
        claim=Words("Begutachtet wird, was formal in Ordnung ist.",
                    "What is formally in order is reviewed."),
        says=say("{number} ist nicht in der Begutachtung.", "{number} is not up for review.",
                 number=application.number),
        source=SOURCE,
    )  # fmt: skip


def unscored(assignment: Assignment) -> Finding:
    """Has the juror given no points yet?"""
    return Finding(
        rule="REVIEW-KEPT",
        holds=not assignment.scores,
        claim=Words("Abgegebene Punkte bleiben.", "Points that were given stay."),
        says=say("{name} hat schon Punkte vergeben.", "{name} has already given points.",
                 name=assignment.juror.name),
        source=SOURCE,
    )  # fmt: skip


def on_the_scale(selection: Selection, code: str, points: Decimal) -> Finding:
    """Do the points lie on the scale of the round?"""
    known = code in {criterion.code for criterion in selection.criteria}
    stepped = (points - selection.lowest) % selection.step == 0
    return Finding(
        rule="R-060",
        holds=known and stepped and selection.lowest <= points <= selection.highest,
        claim=Words("Punkte liegen auf der Skala.", "Points lie on the scale."),
        says=say(
            "{code}: {points} liegt nicht auf der Skala von {lowest} bis {highest}.",
            "{code}: {points} is not on the scale from {lowest} to {highest}.",
            code=code, points=points, lowest=selection.lowest, highest=selection.highest,
        ),
        source=SOURCE,
        place=f"points_{code}",
    )  # fmt: skip


def short_enough(terms: Terms, code: str, reason: str) -> Finding:
    """Is the reason within the round's limit?"""
    most = terms.limits.reason_characters
    return Finding(
        rule="REVIEW-LENGTH",
        holds=len(reason) <= most,
        claim=Words("Begründungen sind kurz.", "Reasons are short."),
        says=say("Der Text ist {over} Zeichen zu lang: {length} von {most}.",
                 "The text is {over} characters too long: {length} of {most}.",
                 over=len(reason) - most, length=len(reason), most=most),
        source=SOURCE,
        place=f"reason_{code}",
    )  # fmt: skip


def complete(criterion: Criterion, score: Score | None) -> Finding:
    """Does the criterion have points and a reason?"""
    missing = score is None
    return Finding(
        rule="REVIEW-COMPLETE",
        holds=score is not None and bool(score.reason.strip()),
        claim=Words("Jedes Kriterium hat Punkte und eine Begründung.",
                    "Each criterion has points and a reason."),
        says=say("{code}: Vergeben Sie Punkte." if missing else "{code}: Begründen Sie die Punkte.",
                 "{code}: Give points." if missing else "{code}: Give a reason for the points.",
                 code=criterion.code),
        source=SOURCE,
        place=f"points_{criterion.code}" if missing else f"reason_{criterion.code}",
    )  # fmt: skip
