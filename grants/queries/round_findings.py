"""What is wrong with a round, if anything: its money, its jury, its decisions, its proofs."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from grants.programme.cap import check_cap, check_round_budget, check_winners
from grants.programme.finding import Finding
from grants.programme.money import NOTHING
from grants.programme.segregation import check_rules_apart
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.audit_findings import about, check_files, four_eyes
from grants.queries.audit_late import late_findings
from grants.queries.round_figures import NO_REASON, RoundFigures

CONFLICT: Final = Words("§§ 20, 21 VwVfG", "Sections 20, 21 VwVfG")


def round_findings(
    figures: RoundFigures, files: Iterable[tuple[str, bool | None]] | None = None
) -> list[Finding]:
    """The rules of the round applied to what was recorded; the money first.

    `files` names each letter with the result of the check of its file, where files were read.
    """
    return [
        *_money(figures),
        *_caps(figures),
        _conflicts(figures),
        four_eyes(figures.people),
        check_rules_apart(figures.doubled),
        _deviations(figures),
        *late_findings(figures.duties),
        *([] if files is None else [check_files(files)]),
    ]


def _money(figures: RoundFigures) -> list[Finding]:
    terms = terms_of(figures.round.terms)
    found = [check_winners(terms, figures.counts.selected)]
    if figures.money.budget is not None:
        budget, promised = figures.money.budget, figures.money.promised
        held = check_round_budget(replace(terms, round_budget=budget), NOTHING, [promised])
        says = say("Zugesagt: {promised} von {budget}.", "Promised: {promised} of {budget}.",
                   promised=promised, budget=budget)  # fmt: skip
        found.append(replace(held, says=says))
    return [replace(one, place="") for one in found]


def _caps(figures: RoundFigures) -> list[Finding]:
    terms = terms_of(figures.round.terms)
    every = [
        about(use.award, check_cap(replace(terms, cap_per_cluster=use.cap), NOTHING, use.committed))
        for use in figures.money.caps
    ]
    broken = [one for one in every if not one.holds]
    if broken or not every:
        return broken
    highest = max(use.committed for use in figures.money.caps)
    says = say("Zusagen: {n}, höchstens bewilligt: {highest}.",
               "Awards: {n}, most awarded: {highest}.", n=len(every),
               highest=highest)  # fmt: skip
    return [replace(every[0], rule="F-01", says=says)]


def _conflicts(figures: RoundFigures) -> Finding:
    scored = [
        f"{juror.name} {number}" for juror in figures.jurors for number in juror.scored_in_conflict
    ]
    declared = sum(len(juror.conflicts) for juror in figures.jurors)
    return Finding(
        rule="R-055",
        holds=not scored,
        warns=True,
        claim=Words(
            "Wer befangen ist, bewertet nicht.", "Whoever has a conflict does not score."
        ),
        says=say("Angezeigt: {n}. Nicht gezählte Gutachten: {scored}.",
                 "Declared: {n}. Reviews that were not counted: {scored}.",
                 n=declared, scored=", ".join(scored))
        if scored
        else say("Angezeigt: {n}, keine Bewertung trotz Konflikt.",
                 "Declared: {n}, no review in spite of one.", n=declared),
        source=CONFLICT,
    )  # fmt: skip


def _deviations(figures: RoundFigures) -> Finding:
    left = figures.deviations
    bare = [place.number for place in left if place.reason == NO_REASON]
    return Finding(
        rule="R-056",
        holds=not bare,
        claim=Words(
            "Abweichungen von der Rangliste sind begründet.",
            "Decisions that leave the ranking give their reason.",
        ),
        says=say("Ohne Grund: {bare}.", "Without a reason: {bare}.", bare=", ".join(bare))
        if bare
        else say("Abweichungen: {n}, alle begründet.", "Deviations: {n}, all with a reason.",
                 n=len(left)),
        source=TERMS_OF_ROUND,
    )  # fmt: skip
