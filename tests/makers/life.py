"""One award that lives for years: its people, a clock that moves, and what is done again and again.

Every act is called as pages and the worker call it, at the moment at which the clock stands.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select, text
from sqlalchemy.orm import Session, sessionmaker

from grants.actions.bank_statement import take_statement
from grants.actions.base_rate import enter_base_rate
from grants.actions.decision import countersign
from grants.actions.granting import find_fundable
from grants.actions.hearing import hear, note_knowledge, record_answer
from grants.actions.payment_check import approve, find_correct
from grants.actions.payment_run import make_run
from grants.actions.proposal import propose_grant
from grants.actions.repayment import book_repayment
from grants.actions.report import save_report, submit_report
from grants.actions.report_check import accept_report, take_into_check
from grants.documents.bank_statement import read_statement
from grants.documents.store import Store
from grants.models.application import Application
from grants.models.award import Award
from grants.models.connection import clock
from grants.models.decision import DecisionKind, Letter
from grants.models.grant import BudgetLine, Grant
from grants.models.outbox import Mail, MailReminder
from grants.models.person import Person
from grants.models.report import Report, ReportKind
from grants.programme.ledger import AccountKind
from grants.programme.money import NOTHING, eur
from grants.programme.people import TeamRole
from grants.queries.ledger import balance_of_grant
from grants.queries.ledger_check import check_ledger
from grants.settings import UNSAFE_KEY, Environment, Settings
from grants.worker.clock import TICKS
from grants.worker.room import Room
from tests.makers.cluster import joins
from tests.makers.decision import a_ranked_application, decided
from tests.makers.ledger import a_booked_round
from tests.makers.letter import all_made
from tests.makers.moment import NOON
from tests.makers.payment import IBAN, Office, a_request, known_account
from tests.makers.statement import ACCOUNT, Booking, a_statement, carried_out

TICK = {tick.name: tick for tick in TICKS}
PLAN = {
    ("personnel", 2029): eur(80_000), ("travel_abroad", 2029): eur(20_000),
    ("personnel", 2030): eur(520_000), ("travel_abroad", 2030): eur(80_000),
}  # fmt: skip
"""700,000.00 EUR of costs; half of them is the grant: 50,000.00 in 2029, 300,000.00 in 2030."""
BASE = Decimal("1.27")
"""The base rate of every half-year of this life; with five points on top it is 6.27 %."""


class Life:
    """A grant, whoever has to do with it, and the clock."""

    def __init__(self, engine, folder):
        self.connection = engine.connect()
        self.session = Session(self.connection)
        settings = Settings(
            environment=Environment.TEST, secret_key=UNSAFE_KEY, files_url=str(folder),
            database_url=engine.url.render_as_string(hide_password=False),
            public_url="https://portal.example", smtp_url="smtp://127.0.0.1:25",
            mail_from="portal@example.org",
        )  # fmt: skip
        store = Store.at(settings.files_url, scanned=False)
        self.room = Room(settings, engine, sessionmaker(engine), store)
        self.at(NOON.date())
        self.office = Office(self.session)
        self.grant = self._selected()
        self.session.commit()

    def base_rate(self, begins):
        """The base rate of this half-year, entered now."""
        enter_base_rate(self.session, begins=begins, rate=BASE, source="Bekanntmachung",
                        by=self.office.checks, now=self.now)  # fmt: skip
        self.session.commit()

    def end(self):
        """Give back what it holds of the database."""
        self.session.close()
        self.connection.close()

    def at(self, day, hour=12):
        """It is this day, at this hour in UTC; what was done so far is kept."""
        moment = datetime.combine(day, time(hour), UTC)
        query = text("select set_config('grants.clock_shift', :shift, false)")
        self.session.execute(query, {"shift": ""})
        shift = (moment - clock(self.session)) / timedelta(seconds=1)
        self.session.execute(query, {"shift": f"{shift} seconds"})
        self.session.commit()
        return moment

    @property
    def now(self):
        """What the clock says."""
        return clock(self.session)

    def turn(self, name):
        """Let the clock of the worker take this turn; how much it found."""
        found = TICK[name].do(self.room, self.session, self.now)
        self.session.commit()
        return found

    def on(self, day, name):
        """How much the clock finds in this turn on this day."""
        self.at(day)
        return self.turn(name)

    def every_day(self, first, last, *names):
        """Let the clock take these turns on each day from the first to the last."""
        for days in range((last - first).days + 1):
            self.at(first + timedelta(days=days))
            for name in names:
                self.turn(name)

    def countersigned(self, decision):
        """The decision after the second person signed, its letter made."""
        countersign(self.session, decision, by=self.office.orders, now=self.now)
        all_made(self.session)
        return decision

    def letter(self):
        """The letter that was ordered last."""
        return self.session.scalars(select(Letter).order_by(Letter.id.desc())).first()

    def report(self, kind, year=None):
        """The report of this kind, of this year where there are several."""
        found = select(Report).where(Report.grant_id == self.grant.id, Report.kind == kind)
        return self.session.scalars(
            found.where(Report.year == year) if year else found
        ).one_or_none()

    def due(self):
        """When each report is due, by its kind and its year."""
        found = select(Report).where(Report.grant_id == self.grant.id)
        return {(one.kind.value, one.year): one.due_on for one in self.session.scalars(found)}

    @property
    def final(self):
        """The final report."""
        return self.report(ReportKind.FINAL)

    def reminded(self, report, reader=""):
        """Day and stage of every reminder of this report that Anna, or this reader, was sent."""
        reader = reader or f"person/{self.office.anna.id}"
        rows = self.session.execute(
            select(Mail.created_at, MailReminder.stage)
            .join(MailReminder, MailReminder.mail_id == Mail.id)
            .where(MailReminder.report_id == report.id,
                   MailReminder.reader == reader)
            .order_by(Mail.id)
        )  # fmt: skip
        return [(at.date(), stage) for at, stage in rows]

    def asked(self, day, requested, *, spent, forecast):
        """A request handed in on this day: spent so far, and falling due within six weeks."""
        self.at(day)
        made = a_request(
            self.session, self.grant, self.office, requested=requested, spent=spent,
            forecast=forecast, now=self.now,
        )  # fmt: skip
        self.session.commit()
        return made

    def checked(self, request):
        """The request after the first officer found all of it correct."""
        find_correct(self.session, request, correct=request.requested, remark="",
                     by=self.office.checks, now=self.now)  # fmt: skip
        self.session.commit()
        return request

    def paid(self, request, day):
        """Ordered, sent to the bank and booked on this day."""
        self.at(day)
        approve(self.session, request, by=self.office.orders, now=self.now)
        return self.sent(request, day)

    def sent(self, request, day):
        """An order that goes to the bank as a file (pain.001) and is booked (camt.053)."""
        self.at(day)
        authority = self.grant.award.application.round.authority
        run = make_run(self.session, authority, [request.number], by=self.office.pays,
                       now=self.now)  # fmt: skip
        self.statement(carried_out(run.content, message=f"S-{run.message}", on=day))
        return run

    def statement(self, content):
        """This statement of the bank, taken in now."""
        kept = take_statement(
            self.session, read_statement(content), content=content, file_name="auszug.xml",
            by=self.office.pays, now=self.now,
        )  # fmt: skip
        self.session.commit()
        return kept

    def handed_in(self, report, *, received=NOTHING, own=NOTHING, declared="", **spent):
        """The report, written and handed in now, with what was spent by category."""
        save_report(
            self.session, report, narrative="" if declared else "Drei Besuche.", lines=spent,
            own_funds_spent=own, third_party_spent=NOTHING, received=received,
            revision=report.revision, by=self.office.asks, now=self.now, declared=declared,
        )  # fmt: skip
        submit_report(self.session, report, by=self.office.asks, now=self.now)
        self.session.commit()

    def accepted(self, report):
        """The report after staff checked and accepted it now."""
        take_into_check(self.session, report, by=self.office.checks, now=self.now)
        accept_report(self.session, report, remark="Geprüft.", by=self.office.checks,
                      now=self.now)  # fmt: skip
        self.session.commit()

    def hear(self, letter_on, answer_until):
        """The hearing by a letter of that day."""
        self.at(letter_on)
        hearing = hear(
            self.session, self.grant, subject="Ein Teil der Mittel wurde nicht gebraucht.",
            letter_on=letter_on, answer_until=answer_until, by=self.office.checks, now=self.now,
        )  # fmt: skip
        self.session.commit()
        return hearing

    def answered(self, hearing, answered_on, *, known_on):
        """The recipient answered, and on a later day all facts were known."""
        officer = self.office.checks
        self.at(answered_on)
        record_answer(self.session, hearing, answered_on=answered_on,
                      answer="Ein Auftrag wurde günstiger.", by=officer, now=self.now)  # fmt: skip
        self.at(known_on)
        note_knowledge(self.session, hearing, known_on=known_on, deceit=False, by=officer,
                       now=self.now)  # fmt: skip
        self.session.commit()

    def repaid(self, day, amount, interest):
        """What comes in on this day settles what is claimed, so much of it as interest."""
        self.at(day)
        content = a_statement(
            Booking(amount=amount, credit=True, text="Rückzahlung", booked_on=day),
            message=f"R-{day}", days=(day, day),
        )  # fmt: skip
        (line,) = self.statement(content).lines
        book_repayment(self.session, line, self.grant, interest=interest, by=self.office.checks,
                       now=self.now)  # fmt: skip
        self.session.commit()

    def claimed(self):
        """What is still asked back, and the interest on it that is not paid yet."""
        of = (AccountKind.RECLAIM, AccountKind.INTEREST)
        return tuple(balance_of_grant(self.session, self.grant.id, kind) for kind in of)

    def books_agree(self):
        """Do the books agree with round, award and grant?"""
        return check_ledger(self.session) == []

    def _selected(self):
        """Half of 700,000.00 EUR for the concept phase, selected and fundable, not yet awarded."""
        session, office = self.session, self.office
        first, second = (session.get_one(Person, one.person_id)
                         for one in (office.checks, office.orders))  # fmt: skip
        round_ = a_booked_round(session)
        application = a_ranked_application(
            session, round_, requested=eur(350_000), own_funds=eur(350_000),
            concept_starts_on=date(2029, 3, 1), concept_ends_on=date(2030, 12, 31),
        )  # fmt: skip
        _planned(session, application)
        joins(session, office.anna, application.cluster, TeamRole.SIGNATORY)
        known_account(session, application.cluster.management, IBAN, office)
        for version in round_.authority.versions:
            version.account_holder, version.account_iban = "Behörde für Beispiele", ACCOUNT
        decided(session, application, DecisionKind.SELECT, first, second)
        award = session.scalars(select(Award).where(Award.application_id == application.id)).one()
        grant = session.scalars(select(Grant).where(Grant.award_id == award.id)).one()
        grant.handed_in_at = NOON
        find_fundable(session, grant, note="", by=office.checks, now=NOON)
        return grant

    def proposed(self):
        """The award of the grant, drafted."""
        return propose_grant(self.session, self.grant, by=self.office.checks, now=self.now)


def _planned(session, application: Application):
    """PLAN in place of the plan that every application of the makers has."""
    for line in session.scalars(
        select(BudgetLine).where(BudgetLine.application_id == application.id)
    ):
        session.delete(line)
    session.flush()
    for (category, year), amount in PLAN.items():
        session.add(
            BudgetLine(application=application, category=category, year=year, amount=amount)
        )
    session.flush()
    session.refresh(application)
