"""The preview of a draft that leaves something open: everything that can be said already."""

from functools import partial
from typing import Any

from grants.models.round_setup import RoundSetup
from grants.programme.application_form import BUDGET, DECLARATIONS, Section, plannable
from grants.programme.form_words import ASKED, DECLARED, declared
from grants.programme.partly import OPEN, as_far_as_said, partly
from grants.programme.rulebook import ABOUT
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.web.public.call_rules import chapters_of
from grants.web.public.call_words import IN_SHORT, TO_PREPARE


def shown_so_far(setup: RoundSetup) -> dict[str, Any]:
    """The parts of the preview; what hangs on an open choice is left out and counted."""
    terms = partly(Terms, setup.body)
    short, short_waits = as_far_as_said(partial(each, terms) for each in IN_SHORT)
    prepare, prepare_waits = as_far_as_said(partial(each, terms) for each in TO_PREPARE)
    rules, rules_wait = as_far_as_said(partial(each, terms) for each in ABOUT)
    every = sorted((rule for some in rules for rule in some), key=lambda rule: rule.number)
    declares, _ = as_far_as_said([partial(declared, terms)])
    return {
        "facts": _facts(terms),
        "in_short": short,
        "to_prepare": [words for some in prepare for words in some],
        "sections": [_section(terms, section) for section in ASKED],
        "declared": declares[0] if declares else DECLARED,
        "chapters": chapters_of(every),
        "waiting": {
            "short": short_waits,
            "prepare": prepare_waits,
            "rules": rules_wait,
            "groups": len(ABOUT),
        },
    }


def _facts(terms: Terms) -> list[tuple[Words, Words]]:
    shares, _ = as_far_as_said([lambda: terms.matching.share_of_costs])
    return [
        (Words("Förderung, höchstens je Cluster", "Funding, at most per cluster"),
         say("{cap}", "{cap}", cap=terms.cap_per_cluster)),
        (Words("Eigenanteil", "Own share"),
         say("{share}", "{share}", share=shares[0]) if shares else OPEN),
    ]  # fmt: skip


def _section(terms: Terms, section: Section) -> dict[str, Any]:
    """A section of the form; without questions while they hang on something that is open."""
    asked, _ = as_far_as_said([partial(ASKED[section], terms)])
    categories, _ = as_far_as_said([partial(plannable, terms)] if section is BUDGET else ())
    return {
        "number": section.number,
        "title": section.title,
        "questions": asked[0] if asked else None,
        "categories": categories[0] if categories else (),
        "declares": section is DECLARATIONS,
    }
