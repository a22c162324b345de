"""What was said in the application is carried on, not typed again."""

import re
from html import unescape

from grants.models.application import TargetCountry
from grants.programme.money import eur
from tests.web.applicant.joint import address


def test_what_the_application_announced_stands_beside_what_follows_it(client_as, session, ready,
                                                                      award_and_anna):  # fmt: skip
    award, anna = award_and_anna
    for code in ("JP", "BR"):
        session.add(TargetCountry(application=award.application, country=code))
    award.application.projects_planned, award.application.requested_later = 2, eur("3600000")
    session.flush()
    browser = client_as(anna)

    for page in ("", "/concept", "/projects/P1/edit", "/projects/P1/partners/new"):
        text = plain(browser.get(f"/awards/{award.number}{page}").text)
        assert "Aus Ihrer Bewerbung" in text
        assert "Japan Partner in P1" in text
        assert "Brasilien noch kein Partner" in text
        assert "2 geplant, 1 begonnen" in text
        assert "geplant: 3.600.000,00 €" in text


def test_a_country_of_the_application_is_not_typed_again(client_as, session, ready, award_and_anna):
    _, anna = award_and_anna
    form = f"{address(ready)}/partners/new"

    assert 'value="Brasilien"' in client_as(anna).get(f"{form}?country=BR").text
    assert 'value="&lt;' not in client_as(anna).get(f"{form}?country=<b>").text


def plain(page):
    """The words of a page, without marks and with single blanks."""
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(page)).split())
