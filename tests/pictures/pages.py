"""The ten main pages of the demonstration, and how one gets to see them."""

from dataclasses import dataclass

from grants.demo.cast import ANNA, AYLIN, CARL, DIRK, Account
from grants.demo.seed import PASSWORD
from tests.journeys.visitor import Visitor

WIDTHS = (1280, 390)
LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class Page:
    """A page under the name of its pictures."""

    name: str
    address: str
    seen_by: Account | None = None


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
)


class Guests:
    """One browser for each account, signed in once."""

    def __init__(self, browser, product, **options):
        self.browser, self.product, self.options = browser, product, options
        self.known = {}

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
        visitor.open(f"{page.address}?lang={language}")
        assert visitor.status == 200, f"{page.address}: {visitor.status}\n{self.product.log}"
        return visitor
