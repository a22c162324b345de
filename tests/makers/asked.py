"""A project that was handed in, and everybody who may be asked about it."""

from grants.actions.inquiry import ask_about
from grants.actions.project import submit_project
from grants.models.award import PartnerMember
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.queries.inquiry import award_threads
from grants.queries.inquiry_subject import subjects_of
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_ready_project,
)
from tests.makers.review import an_officer
from tests.makers.round import a_round

URL = "https://portal.example.org"
QUESTION = "Wer misst was?"
PARTNERS = (
    ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
    ("Universität A", UNIVERSITY, None, eur(300_000)),
)


class Cast:
    """A submitted project of Anna's, whose first partner's part Paula keeps; Dirk asks."""

    def __init__(self, session, terms=None):
        self.session = session
        self.award, self.anna = a_cluster_with_an_approved_concept(
            session, a_round(session, terms=terms)
        )
        self.project = a_ready_project(session, self.award, self.anna, *PARTNERS)
        self.klein, self.uni = self.project.partners[:2]
        paula = a_person(session, "Paula Partner")
        self.klein.kept_since = self.klein.finished_at = NOON
        session.add(PartnerMember(partner=self.klein, person=paula, since=NOON))
        session.flush()
        submit_project(session, self.project, by=self.anna, now=NOON)
        self.paula, self.dirk = paula.as_actor(), an_officer(session).as_actor()

    def asked(self, key, place, words=QUESTION):
        subject = subjects_of(self.session, self.award)[key]
        return ask_about(
            self.session, self.award, subject, place, words,
            by=self.dirk, now=NOON, public_url=URL,
        )  # fmt: skip

    def about_project(self):
        return self.asked("P1", "project#summary")

    def about_part(self, partner):
        return self.asked(f"P1-{partner.id}", "part#plan")

    def seen_by(self, actor):
        threads = award_threads(self.session, actor, self.award.application_id)
        return [thread.id for thread in threads]
