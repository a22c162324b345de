"""The compliance report of a round, filled from its records up to a cut-off."""

from datetime import datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from grants.documents.report import Fact
from grants.documents.round_report import (
    CapRow,
    CriterionRow,
    Ranked,
    RoundReport,
    Statistics,
    TargetRow,
)
from grants.documents.store import Store
from grants.models.application import Application
from grants.models.observation import Observation
from grants.models.round import Round
from grants.papers.compliance_jury import jury_facts
from grants.papers.compliance_memo import decision_facts
from grants.papers.compliance_parts import (
    calendar_of,
    fact,
    head_of,
    later_of,
    letters_of,
    observation_fact,
    people_of,
    record_fact,
    steps_of,
    terms_facts,
)
from grants.papers.compliance_transparency import aid_fact
from grants.papers.letter_check import compared
from grants.programme.calendar import today
from grants.programme.country import country
from grants.programme.criteria import ALL_WEIGHTS
from grants.programme.moment import moment
from grants.programme.stages import ApplicationState, label
from grants.programme.words import Words, counted, in_alphabet, say
from grants.queries.application import terms_of
from grants.queries.round import targets_of
from grants.queries.round_figures import Place, RoundFigures, round_figures
from grants.queries.round_findings import round_findings
from grants.queries.round_jury import JurorLine


def fill_round_report(
    session: Session,
    round_: Round,
    *,
    cut_off: datetime,
    store: Store | None = None,
    made_for: str = "",
) -> RoundReport:
    """The report on the round with everything up to the cut-off, and nothing later.

    With the store, the files of the letters are read and compared with their fingerprints.
    """
    figures = round_figures(session, round_, until=cut_off)
    files = None if store is None else compared(store, figures.letters)
    name = Words(
        f"{round_.programme.name.de}, {round_.title.de}",
        f"{round_.programme.name.en}, {round_.title.en}",
    )
    return RoundReport(
        head=head_of(
            session,
            round_,
            lines=(name,),
            running=say("Prüfbericht {round}", "Compliance report, {round}", round=round_.name),
            cut_off=cut_off,
            made_for=made_for,
            acts=len(figures.acts),
            synthetic=round_.synthetic,
        ),
        made_at=cut_off,
        round_name=name,
        facts=(
            *_facts(figures),
            *jury_facts(session, round_, until=cut_off),
            *decision_facts(session, round_, until=cut_off),
            aid_fact(session, Application.round_id == round_.id, cut_off),
            observation_fact(session, Observation.round_id == round_.id, cut_off),
            record_fact(session, cut_off),
        ),
        statistics=_statistics(figures),
        criteria=_criteria(round_),
        ranking=tuple(_ranked(place) for place in figures.ranking),
        budget=figures.money.budget,
        promised=figures.money.promised,
        caps=tuple(
            CapRow(
                award_number=use.award, cluster=use.cluster, cap=use.cap, committed=use.committed
            )
            for use in figures.money.caps
        ),
        targets=_targets(session, figures),
        late=calendar_of(figures.late),
        findings=tuple(round_findings(figures, files)),
        four_eyes=people_of(figures.people),
        time_line=steps_of(figures.acts),
        letters=letters_of(figures.letters),
        later=later_of(figures.later),
    )


def _facts(figures: RoundFigures) -> list[Fact]:
    round_ = figures.round
    authority = round_.authority.on(today(figures.until))
    opens, closes = moment(round_.opens_at), moment(round_.closes_at)
    note = [fact("Anmerkung zu den Daten", "Note on the data", round_.note)]
    return [
        fact("Programm", "Programme", round_.programme.name),
        fact("Einreichung", "Submission", Words(
            f"{opens.de} bis {closes.de}", f"{opens.en} to {closes.en}")),
        fact("Stand der Runde", "State of the round", label(round_.state)),
        *(Fact(label=say("Ab {day}", "From {day}", day=milestone.on),
               text=label(milestone.state)) for milestone in round_.milestones),
        fact("Bewilligungsbehörde", "Granting authority",
             f"{authority.name}, {authority.city}" if authority else "–"),
        *terms_facts(round_.terms_versions),
        fact("Erneut ausgewählt", "Selected after an earlier application", counted(
            figures.clusters_selected_again,
            Words("Bewerbung", "application"), Words("Bewerbungen", "applications"))),
        *(_juror(juror) for juror in figures.jurors),
        *(note if round_.note_de else []),
    ]  # fmt: skip


def _juror(juror: JurorLine) -> Fact:
    reviews = say(
        "{final} von {given} Gutachten abgeschlossen",
        "{final} of {given} reviews final",
        final=juror.final,
        given=juror.given,
    )
    listed = "; ".join(juror.conflicts)
    conflicts = Words("kein Konflikt angezeigt", "no conflict declared")
    if listed:
        conflicts = say(
            "Konflikt angezeigt: {listed}", "conflict declared: {listed}", listed=listed
        )
    return fact(f"Jury: {juror.name}", f"Juror: {juror.name}", Words(
        f"{reviews.de}; {conflicts.de}", f"{reviews.en}; {conflicts.en}"))  # fmt: skip


def _statistics(figures: RoundFigures) -> Statistics:
    counts = figures.counts
    return Statistics(
        applied=counts.received,
        formally_out=counts.formally_out,
        reviewed=figures.reviewed,
        selected=counts.selected,
        reserve=counts.of(ApplicationState.RESERVE),
        rejected=counts.of(ApplicationState.REJECTED),
        withdrawn=counts.of(ApplicationState.WITHDRAWN),
        clusters=figures.clusters,
        again=figures.again,
        compared=counts.compared,
        late=figures.came_late,
    )


def _criteria(round_: Round) -> tuple[CriterionRow, ...]:
    return tuple(
        CriterionRow(
            key=criterion.code,
            name=criterion.name,
            weight=Fraction(criterion.weight, ALL_WEIGHTS),
            minimum=Fraction(criterion.threshold),
        )
        for criterion in terms_of(round_.terms).selection.criteria
    )


def _ranked(place: Place) -> Ranked:
    return Ranked(
        number=place.number,
        cluster=place.cluster,
        rank=place.rank,
        score=None if place.score is None else Fraction(place.score),
        decision=place.decision,
        reason=place.reason,
    )


def _targets(session: Session, figures: RoundFigures) -> tuple[TargetRow, ...]:
    """By how often they are named, then by name."""
    named = targets_of(session, figures.round, selected_only=False)
    rows = (
        TargetRow(
            country=country(code),
            applications=count,
            selected=figures.targets_selected.get(code, 0),
        )
        for code, count in named.countries
    )
    return tuple(sorted(rows, key=lambda row: (-row.applications, in_alphabet(row.country.de))))
