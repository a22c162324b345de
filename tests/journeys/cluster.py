"""What people of a cluster do in the browser, one function each."""

from tests.journeys.product import link_in
from tests.journeys.visitor import PASSWORD, Visitor


def ask_to_register(browser, product, email, name):
    """Somebody asks for the link with which one registers."""
    visitor = Visitor(browser, product, email)
    visitor.open("/register")
    visitor.enter({"Ihr Name": name, "E-Mail-Adresse": email})
    visitor.press("Link anfordern")
    return visitor


def register(visitor, product, cluster):
    """The organisation and its cluster, by the link from the mail."""
    visitor.open(link_in(product.mail_to(visitor.email)))
    visitor.enter(
        {
            "Name der Organisation": f"{cluster} Management GmbH",
            "Art der Organisation": "Clustermanagement",
            "Straße": "Ring 1",
            "Postleitzahl": "07743",
            "Ort": "Jena",
            "Name des Clusters": cluster,
            "Technologiefeld": "Photonik",
            "Land der Bundesrepublik": "Thüringen",
            "Neues Passwort": PASSWORD,
        }
    )
    visitor.press("Konto anlegen")
    assert "Ihr Konto ist offen." in visitor.text, visitor.text


def begin_an_application(applicant):
    """A draft in the open round; its number."""
    applicant.open("/applications")
    applicant.press("Bewerbung beginnen")
    return applicant.path.rsplit("/", 1)[1]


def fill_in(applicant, number, *, concept, own_funds="400.000,00"):
    """Every section, with costs of 800,000.00 euro in the concept phase, half of them asked for."""
    _section(applicant, number, "profile", {
        "Titel des Vorhabens": "Licht ohne Grenzen", "Clusterprofil": "Wir bauen Optik.",
    })  # fmt: skip
    _section(applicant, number, "outline", {"Skizze": "Ein Verbundprojekt mit Japan."})
    _section(applicant, number, "countries", {"Zielland 1": "Japan", "Zielland 2": "Kanada"})
    applicant.open(f"/applications/{number}/concept")
    applicant.attach("Konzept als PDF", "Konzept.pdf", concept)
    applicant.press("Datei hochladen")
    _section(applicant, number, "budget", {
        "Erster Tag": "01.07.2028", "Letzter Tag": "30.06.2030",
        "Beantragte Förderung": "400.000,00", "Eigenmittel in Geld": own_funds,
        "Zahl der geplanten": "1", "Förderung in der Umsetzungsphase": "3.600.000,00",
    })  # fmt: skip
    applicant.enter(COSTS)  # the page stayed, as the years of the table are new
    applicant.press("Speichern und zurück")
    _section(applicant, number, "declarations", {"Wir haben die Hinweise gelesen": True})


COSTS = {
    "Personal 2028": "200.000,00",
    "Personal 2029": "400.000,00",
    "Dienstreisen ins Ausland 2030": "200.000,00",
}


def correct_own_funds(applicant, number, amount):
    """Another amount of own funds in the budget of the application."""
    _section(applicant, number, "budget", {"Eigenmittel in Geld": amount})


def submit(applicant, number):
    """Look at everything and hand it in."""
    applicant.open(f"/applications/{number}/submit")
    applicant.enter({"Ihre Funktion": "Geschäftsführung"})
    applicant.press("Bewerbung einreichen")


def _section(applicant, number, section, answers):
    applicant.open(f"/applications/{number}/{section}")
    applicant.enter(answers)
    applicant.press("Speichern und zurück")
    assert applicant.status == 200, applicant.text
