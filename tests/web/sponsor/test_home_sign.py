"""From an officer's day to the page on which a proposal is countersigned."""

import re
from dataclasses import replace

from grants.actions.amendment import propose_amendment
from grants.actions.approval import find_eligible
from grants.actions.decision import countersign
from grants.actions.proposal import propose_on_project
from grants.models.decision import DecisionKind
from grants.programme.money import eur
from grants.queries.amendment import figures_of
from grants.queries.project_findings import grants_of
from tests.makers.decision import two_officers
from tests.makers.later import TODAY
from tests.makers.moment import NOON
from tests.makers.revision import a_submitted_project


def test_the_amendment_of_a_partners_grant_is_countersigned_from_the_day(
    client_as, session, clock_at
):
    clock_at(NOON)
    dirk, berta = two_officers(session)
    project, _ = a_submitted_project(session)
    find_eligible(session, project, note="", by=dirk.as_actor(), now=NOON)
    approval = propose_on_project(
        session, project, DecisionKind.APPROVE_PROJECT, by=dirk.as_actor(), now=NOON
    )
    countersign(session, approval, by=berta.as_actor(), now=NOON)
    grant = next(
        each for each in grants_of(session, project.award) if each.recipient.name == "Linsen GmbH"
    )
    propose_amendment(session, grant, _less(grant), requested_on=TODAY, reasons="Weniger.",
                      by=dirk.as_actor(), now=NOON)  # fmt: skip
    browser = client_as(berta)

    address, *_ = re.findall(rf'href="([^"]*/{grant.number}/[^"]*)"', browser.get("/sponsor").text)
    shown = browser.get(address, follow_redirects=True)

    assert shown.status_code == 200
    assert "Mitzeichnen" in shown.text


def _less(grant):
    """The same grant with a euro less of it."""
    figures = figures_of(grant)
    cell, amount = next(iter(figures.cells.items()))
    return replace(figures, cells=figures.cells | {cell: amount - eur(1)},
                   direct=figures.direct - eur(1))  # fmt: skip
