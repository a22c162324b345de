"""Labels for tests, granted by two officers in the register of a programme."""

from grants.actions.label import grant_label, propose_label
from grants.programme.preset import preset
from grants.programme.terms import terms_as
from grants.queries.label import registers
from tests.makers.moment import NOON
from tests.makers.round import a_round

TODAY = NOON.date()


def filled(code):
    """What the preset says; what it leaves open is answered as InterClust would."""
    return preset(code, terms_as(preset("interclust")))


def a_register(session, code="gocluster", **more):
    """The register of the programme of this preset, which has a public round."""
    round_ = a_round(session, terms=filled(code), **more)
    round_.programme.code, round_.programme.name_de = code, filled(code).name.de
    round_.programme.name_en = filled(code).name.en
    session.flush()
    return registers(session)[code]


def a_label(session, register, cluster, two, *, level="bronze", on=TODAY, areas=()):
    """A label that the first of two officers proposed and the second granted."""
    first, second = two
    made = propose_label(
        session, register, cluster, level=level, areas=areas, granted_for=on,
        evidence="Bericht des Benchmarkings", by=first.as_actor(), now=NOON,
    )  # fmt: skip
    grant_label(session, made, by=second.as_actor(), now=NOON)
    return made
