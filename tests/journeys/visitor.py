"""Somebody at a browser: opens pages, fills in forms and reads, by the words on the page."""

import re
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

PASSWORD = "Sieben-kleine-Ziegen-am-Fluss"
MILLISECONDS = 30_000
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium():
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(ARGUMENTS)
        )
        yield browser
        browser.close()


class Visitor:
    """One person at a browser of their own. Without script, unless asked for."""

    def __init__(self, browser, product, email="", **options):
        options = {"java_script_enabled": False, "locale": "de-DE", **options}
        self.context = browser.new_context(base_url=product.address, **options)
        self.context.set_default_timeout(MILLISECONDS)
        self.page = self.context.new_page()
        self.product, self.email = product, email
        self.status = 0
        self.page.on("response", self._note)

    def _note(self, response):
        if response.request.is_navigation_request():
            self.status = response.status

    @property
    def heading(self):
        """The heading of the page."""
        self._arrive()
        return plain(self.page.locator("h1").inner_text())

    @property
    def text(self):
        """All words of the page, on one line."""
        self._arrive()
        return plain(self.page.locator("body").inner_text())

    @property
    def path(self):
        """The address of the page, without the host."""
        return self.page.url.removeprefix(self.product.address)

    def open(self, path):
        """Open an address."""
        self.page.goto(path)

    def follow(self, words, nth=0):
        """Click on the link with these words."""
        self.page.get_by_role("link", name=words, exact=True).nth(nth).click()
        self._arrive()

    def press(self, words, nth=0):
        """Press the button with these words."""
        self.page.get_by_role("button", name=words, exact=True).nth(nth).click()
        self._arrive()

    def _arrive(self):
        """Wait for the whole page: a click comes back when its first words have arrived."""
        self.page.wait_for_load_state("load")

    def enter(self, answers):
        """Fill in a form: what to write, choose or tick, by the beginning of its label."""
        for label, answer in answers.items():
            self._enter(label, answer)

    def _enter(self, label, answer):
        field = self.page.get_by_label(re.compile(f"^{re.escape(label)}"))
        if answer is True:
            field.check()
        elif field.first.evaluate("each => each.tagName") == "SELECT":
            field.select_option(label=answer)
        else:
            field.first.fill(str(answer))

    def choose(self, question, answer, *, exact=True):
        """Choose one of the answers under a question."""
        group = self.page.get_by_role("group", name=re.compile(f"^{re.escape(question)}"))
        group.get_by_label(answer, exact=exact).first.check()

    def attach(self, label, name, content, kind="application/pdf"):
        """Choose a file."""
        field = self.page.get_by_label(re.compile(f"^{re.escape(label)}"))
        field.set_input_files({"name": name, "mimeType": kind, "buffer": content})

    def download(self, words, nth=0):
        """The bytes behind the link with these words."""
        link = self.page.get_by_role("link", name=re.compile(words)).nth(nth)
        return self.fetch(link.get_attribute("href"))

    def fetch(self, path):
        """The bytes behind an address, asked for as this person."""
        answer = self.context.request.get(path)
        assert answer.status == 200, f"{answer.status} for {path}"
        return answer.body()

    def send_anyway(self, path):
        """Send a form without answers, as if its button were there; the words that come back."""
        token = self.page.locator("input[name=csrf_token]").first.get_attribute("value")
        answer = self.context.request.post(
            path,
            form={"csrf_token": token},
            headers={"Origin": self.product.address, "Referer": self.page.url},
        )
        self.status = answer.status
        return plain(re.sub(r"<[^>]+>", " ", answer.text()))

    def sign_in(self, password=PASSWORD):
        """Sign in, unless the last sign-in still holds."""
        self.open("/sign-in")
        if self.path != "/sign-in":
            return
        self.enter({"E-Mail-Adresse": self.email, "Passwort": password})
        self.press("Anmelden")
        assert self.path != "/sign-in", self.text


def plain(words):
    """Words on one line, with ordinary spaces."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", words).strip()
