"""The main pages of the demonstration, and how one gets to see them."""

import re
from dataclasses import dataclass

from grants.demo.cast import ANNA, AYLIN, CARL, DIRK, DORIS, Account
from grants.demo.seed import PASSWORD
from tests.journeys.visitor import Visitor
from tests.pictures.stage import PAULA, VERA, numbers

WIDTHS = (1280, 390)
LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class Page:
    """A page under the name of its pictures."""

    name: str
    address: str
    seen_by: Account | None = None
    unfolds: str = ""
    """A detail that is opened before one looks, by its words in German and English."""


PAGES = (
    Page("calls", "/calls"),
    Page("call", "/calls/7"),
    Page("sign-in", "/sign-in"),
    Page("overview", "/home", ANNA),
    Page("application", "/applications/R7-0001", CARL),
    Page("project", "/awards/03INT400/projects/P1", ANNA),
    Page("round", "/sponsor/rounds/4", DIRK),
    Page("ranking", "/sponsor/rounds/4/ranking", DIRK),
    Page("overdue", "/sponsor/overdue", DIRK),
    Page("audit", "/audit/awards/03INT400", AYLIN),
    Page("organisation", "/organisations/{organisation}", PAULA),
    Page("annexes", "/applications/R7-0001/files", CARL),
    Page("parts", "/awards/03INT402/projects/P1", VERA),
    Page("plan", "/parts/{part}/budget", PAULA, "Wer bezahlt, nach|Who pays, by year"),
    Page("lines", "/grants/03INT402B/budget/lines/personnel", PAULA),
    Page("comparison", "/sponsor/applications/R7-0003/compare", DIRK),
    Page("extension", "/sponsor/rounds/7/extension", DIRK),
    Page("rules", "/calls/7/rules"),
    Page("calendar", "/calendar", ANNA),
    Page("duties", "/obligations", DIRK),
    Page("payments", "/grants/03INT400C/payments", ANNA),
    Page("payment", "/sponsor/payments/03INT400B/1", DORIS),
    Page("findings", "/findings", AYLIN),
)
UNPICTURED = (
    Page("part", "/parts/{part}", PAULA),
    Page("part-home", "/home", PAULA),
    Page("part-size", "/parts/{part}/size", PAULA),
    Page("workbook", "/grants/03INT402B/budget/upload", PAULA),
    Page("copy", "/grants/03INT402B/budget/copy", PAULA),
    Page("application-budget", "/applications/R7-0001/budget", CARL, "Wer bezahlt|Who pays"),
    Page("application-lines", "/applications/R7-0001/budget/lines/personnel", CARL),
    Page("application-workbook", "/applications/R7-0001/budget/upload", CARL),
    Page("application-copy", "/applications/R7-0001/budget/copy", CARL),
    Page("concept-budget", "/awards/03INT402/budget/concept", VERA),
    Page("concept-lines", "/grants/03INT402A/budget/lines/personnel", VERA),
    Page("organisations", "/organisations", PAULA),
    Page("account", "/account", ANNA),
    Page("at-risk", "/awards/03INT400/projects/P3", ANNA),
    Page("leave", "/awards/03INT400/projects/P1/partners/1/leave", ANNA),
    Page("partner", "/awards/03INT402/projects/P1/partners/1", VERA),
    Page("new-partner", "/awards/03INT402/projects/P1/partners/new", VERA),
    Page("agreement", "/awards/03INT402/projects/P1/agreement", VERA),
    Page("submit", "/applications/R7-0001/submit", CARL),
    Page("own-comparison", "/applications/R7-0001/compare", CARL),
    Page("day", "/sponsor", DIRK),
    Page("round-open", "/sponsor/rounds/7", DIRK),
    Page("case-at-risk", "/sponsor/cases/03INT400/projects/P3", DIRK),
    Page("too-late", "/sponsor/rounds/5/extension", DIRK),
    Page("register", "/register"),
    Page("payment-runs", "/sponsor/payments", DORIS),
    Page("findings-list", "/findings/list", AYLIN),
)
"""More pages that somebody has to look at, of which no picture is kept."""


class Guests:
    """One browser for each account, signed in once."""

    def __init__(self, browser, product, **options):
        self.browser, self.product, self.options = browser, product, options
        self.known = {}
        self.places = numbers(product.engine)

    def as_(self, account):
        """The browser of this account, or of nobody."""
        if account not in self.known:
            email = account.email if account else ""
            visitor = Visitor(self.browser, self.product, email, **self.options)
            if account:
                visitor.sign_in(PASSWORD)
            self.known[account] = visitor
        return self.known[account]

    def at(self, page, width, language="de"):
        """This page, shown to whoever may see it."""
        visitor = self.as_(page.seen_by)
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.open(f"{page.address.format(**self.places)}?lang={language}")
        assert visitor.status == 200, f"{page.address}: {visitor.status}\n{self.product.log}"
        if page.unfolds:
            visitor.page.locator("summary", has_text=re.compile(page.unfolds)).click()
        return visitor
