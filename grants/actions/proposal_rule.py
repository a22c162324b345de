"""What has to hold before somebody may propose a decision: the state, the reasons, the ranking."""

from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.decision import DecisionKind
from grants.models.grant import Grant
from grants.programme.finding import Finding
from grants.programme.four_eyes import FOUR_EYES
from grants.programme.meeting import RESULT_WORDS, MeetingResult
from grants.programme.stages import ApplicationState, AwardState, GrantState
from grants.programme.words import Words, say
from grants.queries.departure import EXPLAINED
from grants.queries.meeting_word import leaves
from grants.queries.ranking import promise_of
from grants.queries.rejection_ground import money_left
from grants.queries.risk import is_decided_alone

READY_FOR = {
    DecisionKind.SELECT: (ApplicationState.RECOMMENDED, ApplicationState.RESERVE),
    DecisionKind.RESERVE: (ApplicationState.RECOMMENDED, ApplicationState.RESERVE),
    DecisionKind.REJECT: (
        ApplicationState.FORMALLY_REJECTED,
        ApplicationState.NOT_RECOMMENDED,
        ApplicationState.RESERVE,
        ApplicationState.RECOMMENDED,
    ),
}
"""In which states an application may be decided on; the jury has spoken, or the form failed."""


def check_state(ready: bool) -> Finding:
    """Have the steps before the decision been done?"""
    return Finding(
        rule="DECISION-READY",
        holds=ready,
        claim=Words("Der Fall ist entscheidungsreif.", "The case is ready for a decision."),
        says=Words(
            "Die Schritte vor der Entscheidung sind getan."
            if ready
            else "So lässt sich dieser Fall nicht entscheiden: Sein Stand passt nicht dazu.",
            "The steps before the decision are done."
            if ready
            else "The case cannot be decided like this: its state does not allow it.",
        ),
        source=FOUR_EYES,
    )


def check_ready_to_award(grant: Grant) -> Finding:
    """Is the grant fundable, decided on by itself, and its award not terminated meanwhile?"""
    return check_state(
        grant.state is GrantState.FUNDABLE
        and is_decided_alone(grant)
        and grant.award.state is not AwardState.TERMINATED
    )


def departs(
    session: Session, application: Application, kind: DecisionKind, *, kept: bool = False
) -> bool:
    """Does the proposal leave the ranking: above the line and no award, below it and an award?

    A reserve that two people kept on the list may move up: that is what the list is for. A
    rejection gives its reasons anyhow.
    """
    if kind is DecisionKind.SELECT:
        return application.state is ApplicationState.RESERVE and not kept
    if kind is DecisionKind.REJECT or application.state is not ApplicationState.RECOMMENDED:
        return False
    return promise_of(application) <= money_left(session, application)


def check_departure(*, departs: bool, given: bool) -> Finding:
    """Does a proposal that leaves the ranking say why (R-056)?"""
    return Finding(
        rule="R-056",
        holds=given or not departs,
        claim=Words(
            "Wer von der Rangliste abweicht, begründet das.",
            "A proposal that leaves the ranking gives its reason.",
        ),
        says=Words(
            "Die Förderlinie der Rangliste sagt etwas anderes. Schreiben Sie, warum Sie davon"
            " abweichen.",
            "The funding line of the ranking says something else. Say why you leave it.",
        )
        if departs and not given
        else EXPLAINED
        if departs
        else Words("Der Vorschlag folgt der Rangliste.", "The proposal follows the ranking."),
        source=Words("§ 39 VwVfG", "Section 39 VwVfG"),
        place="reasons",
    )


def check_vote(word: MeetingResult | None, kind: DecisionKind, *, given: bool) -> Finding:
    """Does a proposal that leaves what the jury said in its meeting say why (R-056)?"""
    against = leaves(word, kind)
    said = RESULT_WORDS[word] if word is not None else Words("–", "–")
    return Finding(
        rule="R-056",
        holds=given or not against,
        claim=Words(
            "Wer vom Beschluss der Jury abweicht, begründet das.",
            "A proposal that leaves what the jury said gives its reason.",
        ),
        says=say(
            "Das Protokoll der Jurysitzung sagt: {said}. Schreiben Sie, warum Sie davon abweichen.",
            "The minutes of the jury say: {said}. Say why you leave that.",
            said=said,
        )
        if against and not given
        else Words("Die Begründung steht da.", "The reason is given.")
        if against
        else Words(
            "Der Vorschlag widerspricht keinem Beschluss.", "The proposal contradicts no vote."
        ),
        source=Words("§ 39 VwVfG", "Section 39 VwVfG"),
        place="reasons",
    )


def check_reasons(given: bool) -> Finding:
    """Does a rejection give its reasons (R-056)?"""
    return Finding(
        rule="R-056",
        holds=given,
        claim=Words("Eine Ablehnung nennt ihre Gründe.", "A rejection gives its reasons."),
        says=Words("Die Gründe stehen da.", "The reasons are given.")
        if given
        else Words(
            "Nennen Sie den Ablehnungsgrund und die wesentlichen Gründe.",
            "Name the ground of rejection and the main reasons.",
        ),
        source=Words("§ 39 VwVfG", "Section 39 VwVfG"),
        place="reasons",
    )
