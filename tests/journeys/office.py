"""What administrators, sponsor staff and jurors do in the browser, one function each."""

from tests.journeys.product import link_in
from tests.journeys.visitor import PASSWORD, Visitor

POINTS = "Punkte"
REASONS = "Begründung"
CRITERIA = 5


def become_administrator(browser, product, email, name):
    """The first administrator takes the link that the operator's command prints."""
    link = product.command("create-admin", email, name)
    visitor = Visitor(browser, product, email)
    visitor.open(link)
    _accept(visitor)
    return visitor


def enter_an_authority(administrator, *, since):
    """A granting authority against whose decisions one goes to court."""
    administrator.open("/admin/authorities/new")
    administrator.enter(
        {
            "Kürzel": "bund",
            "Gilt ab": since,
            "Name der Behörde": "Bundesamt für Cluster",
            "Handelt für": "die Bundesrepublik Deutschland",
            "Straße": "Am Park 1",
            "Postleitzahl": "10115",
            "Ort": "Berlin",
            "Ansprechperson": "Referat 5",
            "E-Mail-Adresse": "bund@example.org",
            "Erste Unterschrift": "Dr. Erna Eins",
            "Funktion der ersten": "Referatsleiterin",
            "Zweite Unterschrift": "Zeno Zwei",
            "Funktion der zweiten": "Sachbearbeiter",
            "Klage bei einem Gericht": True,
            "Behörde oder Gericht": "Verwaltungsgericht Berlin",
            "Sitz": "Berlin",
            "Anschrift": "Kirchstraße 7, 10557 Berlin",
            "Form des Rechtsbehelfs": "Die Klage ist schriftlich zu erheben.",
            "Form des Rechtsbehelfs, auf Englisch": "It must be brought in writing.",
        }
    )
    administrator.press("Speichern")


def invite(administrator, email, name, role):
    """Somebody is invited by mail."""
    administrator.open("/admin/people/invite")
    administrator.enter({"Name": name, "E-Mail-Adresse": email, role: True})
    administrator.press("Einladung senden")


def come_in(browser, product, email, **options):
    """Somebody takes the role by the link in the mail."""
    visitor = Visitor(browser, product, email, **options)
    visitor.open(link_in(product.mail_to(email)))
    _accept(visitor)
    return visitor


def _accept(visitor):
    visitor.enter({"Neues Passwort": PASSWORD})
    visitor.press("Einladung annehmen")
    assert "Ihr Konto ist offen." in visitor.text, visitor.text


def open_a_round(officer, *, opens, closes):
    """A round from the InterClust preset, set up and announced to the public."""
    officer.open("/sponsor/rounds/new")
    officer.page.get_by_label("Beginnen mit").select_option("preset:interclust")
    officer.press("Entwurf anlegen")
    officer.follow("Nummer, Behörde und Termine ausfüllen")
    officer.enter(
        {
            "Bewilligungsbehörde": "Bundesamt für Cluster",
            "Einreichung ab": opens,
            "Einreichung bis": closes,
        }
    )
    officer.press("Speichern")
    officer.follow("Vorschau und Veröffentlichen")
    officer.enter({"Ich habe die Vorschau gesehen": True})
    officer.press("Festschreiben und bekannt machen")
    assert officer.path == "/sponsor/rounds/1", officer.text


def take_the_next_step(officer, step):
    """The round moves on."""
    officer.open("/sponsor/rounds/1/next")
    officer.press(step)
    assert officer.path == "/sponsor/rounds/1", officer.text


def find_in_order(officer, number):
    """The application passes the formal check."""
    officer.open(f"/sponsor/applications/{number}/formal-check")
    for answer in officer.page.get_by_label("Ja", exact=True).all():
        answer.check()
    officer.enter({"Formal in Ordnung": True})
    officer.press("Ergebnis festhalten")


def give_everything_to_everybody(officer):
    """Every juror gets every application."""
    officer.open("/sponsor/rounds/1/jury")
    for seat in officer.page.locator("input[name=seat]").all():
        seat.check()
    officer.press("Zuordnung speichern")


def review(juror, number, points):
    """A juror declares to be free of conflicts, gives points with reasons, and is sure."""
    juror.open(f"/jury/{number}")
    juror.enter({"Nein. Ich bin unabhängig": True})
    juror.press("Erklärung abgeben")
    for at in range(CRITERIA):
        juror.page.get_by_label(POINTS, exact=True).nth(at).select_option(label=points)
        juror.page.get_by_label(REASONS, exact=True).nth(at).fill("Das Konzept zeigt es.")
    juror.press("Entwurf speichern")
    juror.follow("Gutachten abschließen")
    juror.enter({"Das ist mein abschließendes Gutachten": True})
    juror.press("Gutachten abschließen")


def record_the_ranking(officer):
    """The jury's ranking is fixed."""
    take_the_next_step(officer, "Jury einberufen")
    officer.open("/sponsor/rounds/1/ranking?record=1")
    officer.press("Jetzt festhalten")


def propose(officer, subject, kind=None):
    """The first of two officers proposes a decision."""
    officer.open(f"/sponsor/{subject}")
    if kind:
        officer.enter({kind: True})
    officer.press("Entscheidung vorschlagen")
    assert "Eine zweite Person muss mitzeichnen." in officer.text, officer.text


def countersign(officer, subject, looked_at="den Bescheid"):
    """The second officer countersigns; then the decision stands."""
    officer.open(f"/sponsor/{subject}")
    officer.enter({f"Ich habe den Fall und {looked_at} geprüft": True})
    officer.press("Mitzeichnen")
    assert "Mitgezeichnet. Die Entscheidung gilt." in officer.text, officer.text


def propose_by_the_ranking(officer):
    """Every application gets the proposal that the ranking suggests."""
    officer.open("/sponsor/rounds/1/decisions/propose")
    officer.press("2 Entscheidungen vorschlagen")


def countersign_all(officer):
    """The second officer countersigns all proposals of the round."""
    officer.open("/sponsor/rounds/1/decisions")
    for box in officer.page.locator('input[name="number"]').all():
        box.check()
    officer.enter({"Ich habe den Fall und den Bescheid geprüft": True})
    officer.press("Angehakte mitzeichnen")


def record_the_memo(officer, number, day):
    """What the ministry decided goes on file."""
    officer.open(f"/sponsor/rounds/{number}/memo")
    officer.enter(
        {
            "Wer im Ministerium entschieden hat": "Dr. Mara Mint, Referatsleiterin",
            "Aktenzeichen des Ministeriums": "514-1/7",
            "Entschieden am": day,
            "Wortlaut der Entscheidung": "Wir folgen der Jury.",
        }
    )
    officer.press("Vermerk festhalten")
    assert "Eine zweite Person muss ihn bestätigen." in officer.text, officer.text


def confirm_the_memo(officer, number):
    """The second officer has compared it."""
    officer.open(f"/sponsor/rounds/{number}/memo")
    officer.enter({"Ich habe den Vermerk mit dem Schreiben": True})
    officer.press("Vermerk bestätigen")
    assert "Vermerk bestätigt." in officer.text, officer.text


def ask_for_the_release(officer, number):
    """Everything is decided: the first officer asks."""
    officer.open(f"/sponsor/rounds/{number}/release")
    officer.press("Freigabe anfragen")
    assert "Freigabe angefragt." in officer.text, officer.text


def release(officer, number):
    """The second officer has read the letters and lets them go."""
    officer.open(f"/sponsor/rounds/{number}/release")
    officer.enter({"Ich habe die Bescheide gelesen": True})
    officer.press("Jetzt freigeben")
    assert "Freigegeben." in officer.text, officer.text


def find_fundable(officer, address, button):
    """An officer notes what was checked."""
    officer.open(address)
    officer.enter({"Vermerk": "Vollständig; Bonität und Plan geprüft."})
    officer.press(button)
