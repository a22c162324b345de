"""Questions of the sponsor on the pages of both sides: asked, answered, closed, and whose turn."""

import re

import pytest
from sqlalchemy import event

from grants.models.inquiry import Inquiry, InquiryMessage
from grants.models.review import FormalCheck, FormalResult
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.cluster import a_cluster
from tests.makers.decided import an_auditor
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round

QUESTION = "Wie setzen sich die Eigenmittel zusammen?"


@pytest.fixture
def cast(session, clock_at, client_as):
    clock_at(NOON)
    anna, rita = a_person(session, "Anna Ahrens"), a_person(session, "Rita Ruhr")
    application = an_entry(session, a_round(session, 5, state=RoundState.FORMAL_CHECK))
    application.cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY, rita: TeamRole.READER})
    session.flush()
    dirk = an_officer(session)
    return application, client_as(dirk), client_as(anna), client_as(rita)


def pages(application):
    own = f"/applications/{application.number}"
    return own, f"/sponsor{own}", f"{own}/questions", f"/sponsor{own}/questions"


def asked(cast, place="budget#own_funds", words=QUESTION):
    return cast[1].post(pages(cast[0])[3], {"place": place, "text": words})


def strip(answer):
    found = re.search(r'<section class="g-ball.*?</section>', answer.text, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])).strip()


def test_a_question_goes_there_and_back_and_ends(session, cast):
    application, dirk, anna, _ = cast
    own, staff, questions, ask = pages(application)

    assert (asked(cast).status_code, asked(cast).location) == (303, ask)
    inquiry = session.query(Inquiry).one()
    shown = anna.get(own)
    assert strip(shown).startswith("Am Zug Sie seit")
    assert "1 Rückfrage beantworten" in strip(shown)
    assert shown.text.count(QUESTION) == 1
    assert "Rückfragen zu" in anna.get("/home").text

    sent = anna.post(
        f"{questions}/{inquiry.id}", {f"q{inquiry.id}-text": "Aus Beiträgen der Mitglieder."}
    )
    assert (sent.status_code, sent.location) == (303, questions)
    assert "Antwort auf eine Rückfrage lesen" in dirk.get("/sponsor").text
    assert "Aus Beiträgen der Mitglieder." in dirk.get(staff).text
    assert strip(anna.get(own)).startswith("Am Zug Projektträger")

    assert dirk.post(f"{ask}/{inquiry.id}/close").status_code == 303
    assert "Antwort auf eine Rückfrage lesen" not in dirk.get("/sponsor").text
    assert "Geschlossen" in anna.get(questions).text


def test_an_answer_that_says_nothing_comes_back(session, cast):
    asked(cast)
    number = session.query(Inquiry).one().id

    answer = cast[2].post(f"{pages(cast[0])[2]}/{number}", {f"q{number}-text": " "})

    assert answer.status_code == 422
    assert "Schreiben Sie Ihre Antwort." in answer.text


def test_an_answer_that_comes_too_late_is_shown_again_with_its_text(session, cast):
    application, dirk, anna, _ = cast
    asked(cast)
    number = session.query(Inquiry).one().id
    dirk.post(f"{pages(application)[3]}/{number}/close")

    answer = anna.post(f"{pages(application)[2]}/{number}", {f"q{number}-text": "Noch dies."})

    assert answer.status_code == 422
    assert "inzwischen geschlossen" in answer.text
    assert "Noch dies." in answer.text


def test_who_reads_sees_the_question_but_no_field_for_an_answer(cast):
    application, _, anna, rita = cast
    asked(cast)
    questions = pages(application)[2]

    assert QUESTION in rita.get(questions).text
    assert ("<textarea" in anna.get(questions).text, "<textarea" in rita.get(questions).text) == (
        True, False,
    )  # fmt: skip
    assert strip(rita.get(pages(application)[0])).startswith("Am Zug Anna Ahrens")


def test_a_section_with_an_open_question_is_in_question_in_the_task_list(session, cast):
    application, _, anna, _ = cast
    session.add(
        FormalCheck(
            application=application, result=FormalResult.INCOMPLETE, reason_code="incomplete",
            checked_by=an_officer(session, "Berta Beck"), checked_at=NOON,
        )
    )  # fmt: skip
    application.state = ApplicationState.INCOMPLETE
    session.flush()

    asked(cast, "countries", "Warum Kanada?")
    before = anna.get(pages(application)[0]).text
    number = session.query(Inquiry).one().id
    anna.post(f"{pages(application)[2]}/{number}", {f"q{number}-text": "Wegen der Optik."})
    after = anna.get(pages(application)[0]).text

    assert before.count("Eine Rückfrage wartet auf Ihre Antwort") == 1
    assert after.count("Eine Rückfrage wartet auf Ihre Antwort") == 0


def test_jurors_see_no_question_and_auditors_read_them_on_the_case(session, cast, client_as):
    application = cast[0]
    jana = a_juror(session)
    asked(cast)
    a_review(session, application, jana, points=())

    juror, auditor = client_as(jana), client_as(an_auditor(session))

    review = juror.get(f"/jury/{application.number}")
    assert (review.status_code, QUESTION in review.text) == (200, False)
    for browser in (juror, auditor):
        for page in pages(application)[2:]:
            assert browser.get(page).status_code == 404


def test_a_question_makes_no_page_dearer_by_more_than_one_statement(session, cast):
    application, dirk, anna, _ = cast
    own, staff, questions, ask = pages(application)

    def count(browser, page):
        browser.get(page)
        seen = []
        connection = session.connection()

        def note(_connection, _cursor, statement, *_more):
            if not statement.startswith(("SAVEPOINT", "RELEASE")):
                seen.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        browser.get(page)
        event.remove(connection, "before_cursor_execute", note)
        return len(seen)

    looked_at = ((dirk, staff), (anna, own), (anna, questions), (dirk, ask))
    none = [count(*one) for one in looked_at]
    for place in ("outline", "profile", "budget", "countries", "files"):
        asked(cast, place, f"Frage zu {place}?")
    many = [count(*one) for one in looked_at]

    assert none == many
    assert many[3] <= 8
    assert many[2] <= 10


def answered_and_then(session, cast, state):
    """A question on Anna's application, answered, which then takes this state."""
    application, _, anna, _ = cast
    asked(cast)
    number = session.query(Inquiry).one().id
    anna.post(f"{pages(application)[2]}/{number}", {f"q{number}-text": "Aus Beiträgen."})
    application.state, application.submitted_at = state, None
    session.flush()


def test_an_answer_in_a_reopened_draft_is_no_task_for_an_officer(session, cast):
    application, dirk, _, _ = cast
    answered_and_then(session, cast, ApplicationState.DRAFT)

    home = dirk.get("/sponsor").text

    assert home.count(application.number) == 0
    assert home.count("Antwort auf eine Rückfrage lesen") == 0


@pytest.mark.parametrize("state", [ApplicationState.WITHDRAWN, ApplicationState.DRAFT])
def test_what_ended_or_is_a_draft_again_asks_its_team_for_no_answer(session, cast, state):
    application, dirk, anna, _ = cast
    own, _, questions, ask = pages(application)
    asked(cast)
    number = session.query(Inquiry).one().id
    application.state = state
    if state is ApplicationState.WITHDRAWN:
        application.withdrawn_at = NOON
    else:
        application.submitted_at = None
    session.flush()

    assert "Rückfragen zu" not in anna.get("/home").text
    assert "Rückfrage beantworten" not in strip(anna.get(own))
    assert QUESTION in anna.get(questions).text
    assert "<textarea" not in anna.get(questions).text
    refused = anna.post(f"{questions}/{number}", {f"q{number}-text": "Doch noch."})
    assert (refused.status_code, refused.text.count("Doch noch.")) == (422, 1)
    if state is ApplicationState.WITHDRAWN:
        assert "Nachfragen" not in dirk.get(ask).text
        assert dirk.post(f"{ask}/{number}/close").status_code == 303


def test_the_officer_finds_the_way_back_to_the_application(cast):
    page = cast[1].get(pages(cast[0])[3])

    assert page.status_code == 200
    assert f'href="/sponsor/applications/{cast[0].number}"' in page.text


def test_an_answer_in_the_making_goes_on_in_the_other_language(session, cast):
    application, _, anna, _ = cast
    asked(cast)
    asked(cast, "profile#title")
    first, second = (inquiry.id for inquiry in session.query(Inquiry).order_by(Inquiry.id))
    typed = {f"q{first}-text": "Aus Beiträgen.", f"q{second}-text": "Weil es kurz ist."}

    page = anna.post(pages(application)[2], {"spoken": "de", "speak": "en", **typed})

    assert page.status_code == 200
    assert '<html lang="en"' in page.text
    assert "Aus Beiträgen.</textarea>" in page.text
    assert "Weil es kurz ist.</textarea>" in page.text
    assert "kern-error" not in page.text
    assert session.query(InquiryMessage).count() == 2


def test_an_answer_that_is_refused_takes_no_other_answer_with_it(session, cast):
    application, _, anna, _ = cast
    asked(cast)
    asked(cast, "profile#title")
    first, second = (inquiry.id for inquiry in session.query(Inquiry).order_by(Inquiry.id))
    typed = {f"q{first}-text": " ", f"q{second}-text": "Weil es kurz ist."}

    page = anna.post(f"{pages(application)[2]}/{first}", typed)

    assert page.status_code == 422
    assert "Weil es kurz ist.</textarea>" in page.text
    assert page.text.count('class="kern-error"') == 1


def test_an_answer_that_is_kept_takes_no_other_answer_with_it(session, cast):
    application, _, anna, _ = cast
    asked(cast)
    asked(cast, "profile#title")
    first, second = (inquiry.id for inquiry in session.query(Inquiry).order_by(Inquiry.id))
    typed = {f"q{first}-text": "Aus Beiträgen.", f"q{second}-text": "Weil es kurz ist."}

    page = anna.post(f"{pages(application)[2]}/{first}", typed)

    assert page.status_code == 200
    assert "Weil es kurz ist.</textarea>" in page.text
    assert "Aus Beiträgen.</textarea>" not in page.text
    assert "Aus Beiträgen." in page.text
    assert session.query(InquiryMessage).count() == 3


def test_a_question_in_the_making_goes_on_in_the_other_language(session, cast):
    application, dirk, _, _ = cast
    asked(cast)
    number = session.query(Inquiry).one().id
    typed = {"place": "profile#title", "text": "Warum so?", f"q{number}-text": "Und dies?"}

    page = dirk.post(pages(application)[3], {"spoken": "de", "speak": "en", **typed})

    assert page.status_code == 200
    assert '<option value="profile#title" selected>' in page.text
    assert "Warum so?</textarea>" in page.text
    assert "Und dies?</textarea>" in page.text
    assert session.query(Inquiry).count() == 1


@pytest.mark.parametrize(("act", "gone"), [("", 0), ("/{}", 1), ("/{}/close", 1)])
def test_what_an_officer_sends_takes_nothing_typed_elsewhere_with_it(session, cast, act, gone):
    application, dirk, _, _ = cast
    asked(cast)
    asked(cast, "profile#title")
    first, second = (inquiry.id for inquiry in session.query(Inquiry).order_by(Inquiry.id))
    here, typed = pages(application)[3], ["Ganz neu?", "Und dies?", "Und das?"]
    names = ("text", f"q{first}-text", f"q{second}-text")
    sent = {"place": "profile#title", **dict(zip(names, typed, strict=True))}

    page = dirk.post(here + act.format(first), sent)

    assert page.status_code == 200
    there = [f"{words}</textarea>" in page.text for words in typed]
    assert there == [at != gone for at in range(3)]
    assert 'class="kern-error"' not in page.text
