"""The form about one partner, for the cluster and for the partner's own people."""

from typing import Any, TypeVar

from forms.project import OwnFundingForm
from grants.actions.contribution import NOT_STATED
from grants.models.award import Project
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.project import PartnerLine
from grants.web.language import language

Offered = TypeVar("Offered", bound=OwnFundingForm)


def part_form(line: PartnerLine, came: Any = None) -> OwnFundingForm:
    """The form with what was typed, or with what is stored if nothing was."""
    partner = line.partner
    status = partner.own_funding_status
    data = {
        **{name: getattr(partner.organisation, name) for name in ("street", "postcode", "city")},
        "executing_unit": partner.executing_unit,
        "own_funding": partner.own_funding or None,
        "own_funding_status": status.value if status else "",
        "requested": partner.requested or None,
        "may_publish": partner.may_publish,
        **{name: getattr(partner, name) for name in NOT_STATED},
    }
    form = OwnFundingForm(language=language(), formdata=came, data=data)
    return with_currencies(form, partner.project)


def with_currencies(form: Offered, project: Project) -> Offered:
    """The form with the currencies that the round knows, beside its own."""
    terms = terms_of(project.award.terms)
    codes = [known.code for known in terms.currencies if known.code != terms.currency]
    form.stated_currency.offer({code: Words(code, code) for code in codes})
    return form
