"""What a cluster does after its selection: plans, the concept, joint projects, reports."""

AWARD = "/awards/03INT400"
PROJECT = f"{AWARD}/projects/P1"


def set_own_funds(applicant, amount):
    """Another amount of own funds in the plan of the concept phase."""
    applicant.open(f"{AWARD}/budget")
    applicant.enter({"Eigenmittel in Geld": amount})
    applicant.press("Speichern")


def hand_in_the_plan(applicant):
    """The plan as it was saved goes to the sponsor."""
    applicant.open(f"{AWARD}/budget")
    applicant.press("Plan einreichen")


def hand_in_the_concept(applicant, content):
    """The internationalisation concept, with everything that belongs into it."""
    applicant.open(f"{AWARD}/concept")
    applicant.attach("Konzept als PDF", "Internationalisierung.pdf", content)
    applicant.press("Datei hochladen")
    for part in applicant.page.locator("input[name=parts]").all():
        part.check()
    applicant.press("Konzept einreichen")


def begin_a_project(applicant, title, *, first, last):
    """A joint project with its days."""
    applicant.open(AWARD)
    applicant.press("Verbundprojekt beginnen")
    applicant.enter({"Titel des Verbundprojekts": title, "Erster Tag": first, "Letzter Tag": last})
    applicant.press("Speichern und zurück")


def add_a_partner_at_home(applicant, name, kind, size=None):
    """A partner that will get a grant, with the address for its letter."""
    _begin_a_partner(applicant, name, kind, size)
    applicant.enter(
        {"Staat": "Deutschland", "Straße": "Weg 1", "Postleitzahl": "10115", "Ort": "Berlin"}
    )
    applicant.press("Partner hinzufügen")
    assert f"{name} ist jetzt Partner." in applicant.text, applicant.text


def add_a_partner_abroad(applicant, name, kind, *, country, own_funding, size=None):
    """A partner that brings its own money, which is granted already."""
    _begin_a_partner(applicant, name, kind, size)
    applicant.enter(
        {
            "Staat": country,
            "Eigene Finanzierung": own_funding,
            "Stand dieser Finanzierung": "bewilligt",
        }
    )
    applicant.press("Partner hinzufügen")
    assert f"{name} ist jetzt Partner." in applicant.text, applicant.text


def _begin_a_partner(applicant, name, kind, size):
    applicant.open(f"{PROJECT}/partners/new")
    applicant.page.get_by_label("Name der Organisation", exact=True).fill(name)
    applicant.enter({"Art der Organisation": kind} | ({"Größe": size} if size else {}))


def plan_for(applicant, partner, costs, own_funds):
    """Costs and own funds of one partner at home."""
    applicant.open(PROJECT)
    applicant.follow(partner)
    applicant.enter({**costs, "Eigenmittel in Geld": own_funds})
    applicant.press("Speichern")
    assert "Gespeichert um" in applicant.text, applicant.text


def declare(applicant, grant, year):
    """The yearly declaration that nothing happened; then it is handed in."""
    applicant.open(f"/grants/{grant}/reports/declaration-{year}")
    applicant.page.get_by_label("Nichts davon ist eingetreten.").check()
    applicant.press("Speichern und ansehen")
    applicant.press("Nachweis einreichen")


def report(applicant, grant, year, figures):
    """The interim report: text, what was spent and received; then it is handed in."""
    applicant.open(f"/grants/{grant}/reports/{year}")
    applicant.enter({"Sachbericht": "Die Partner arbeiten nach Plan.", **figures})
    applicant.press("Speichern und ansehen")
    applicant.press("Nachweis einreichen")
