"""What State aid law asks of a round, in plain words, computed from the round's terms."""

from collections.abc import Iterator
from datetime import date

from grants.programme.aid_terms import AidBase, SizeRules, StateAid, in_force
from grants.programme.organisation import SIZE_WORDS, Size
from grants.programme.plain_rule import Rule, plain_rule
from grants.programme.sources import (
    AID_THRESHOLDS,
    CLUSTER_AID,
    COLLABORATION,
    CUMULATION,
    SIZE_LAW,
    SMALL_AID,
    STATE_AID,
)
from grants.programme.state_aid import RESEARCH_WORDS, ceiling, points
from grants.programme.terms import Terms
from grants.programme.words import Words, join, say

SIZES = (Size.SMALL, Size.MEDIUM, Size.LARGE)


def rules_about_aid(terms: Terms) -> list[Rule]:
    """Ceilings, collaboration, thresholds, size, cumulation and small aid; the newest tables."""
    rules = []
    if law := in_force(terms.state_aid, date.max):
        rules += [*_ceilings(law), _mixed(law), _together(law), *_thresholds(law)]
    if cluster := in_force(terms.cluster_aid, date.max):
        sentence = say(
            "Das Recht erlaubt {years} Jahre lang, einem Clustermanagement höchstens diesen Teil "
            "seiner Ausgaben zu fördern.",
            "For {years} years the law allows funding of at most this part of a cluster "
            "management's expenditure.",
            years=cluster.max_years,
        )
        rules.append(plain_rule("R-024", sentence, cluster.share, CLUSTER_AID))
    if sizes := in_force(terms.size_rules, date.max):
        rules += list(_sizes(sizes))
    rules.append(
        plain_rule(
            "R-028",
            Words(
                "Für dieselben Kosten bleiben alle öffentlichen Mittel zusammen im Fördersatz.",
                "For the same costs all public money together stays within the rate.",
            ),
            "–",
            CUMULATION,
        )
    )
    return [*rules, *_small_aid(terms)]


def _ceilings(law: StateAid) -> Iterator[Rule]:
    for base in law.bases:
        name = RESEARCH_WORDS[base.research]
        if not base.grows_together:
            yield _ceiling(law, base, name, together=False)
            continue
        yield _ceiling(law, base, say("{name}, allein", "{name}, alone", name=name), together=False)
        with_others = say("{name}, in Zusammenarbeit", "{name}, in collaboration", name=name)
        yield _ceiling(law, base, with_others, together=True)


def _ceiling(law: StateAid, base: AidBase, name: Words, *, together: bool) -> Rule:
    shares = [ceiling(law, size, base.research, together=together) for size in SIZES]
    return plain_rule(
        "R-020",
        say(
            "{name}: Höchstsatz des Rechts für kleine, mittlere und große Unternehmen.",
            "{name}: ceiling of the law for small, medium and large companies.",
            name=name,
        ),
        join([say("{share}", "{share}", share=share) for share in shares], " / "),
        STATE_AID,
    )


def _mixed(law: StateAid) -> Rule:
    return plain_rule(
        "R-021",
        Words(
            "Kosten, die niemand zuordnet, zählen zu dieser Art von Forschung. Jede Art zählt mit "
            "ihrem Höchstsatz.",
            "Costs that nobody assigns count as this kind of research. Each kind counts with its "
            "ceiling.",
        ),
        RESEARCH_WORDS[law.unassigned],
        STATE_AID,
    )


def _together(law: StateAid) -> Rule:
    return plain_rule(
        "R-023",
        say(
            "Wirksame Zusammenarbeit erhöht den Höchstsatz um so viel. Kein Unternehmen trägt "
            "dann mehr als {most} der Kosten, und ein kleines oder mittleres ist dabei oder eine "
            "Grenze im Europäischen Wirtschaftsraum; oder Forschungseinrichtungen, die "
            "veröffentlichen dürfen, tragen mindestens {least}.",
            "Effective collaboration raises the ceiling by so much. Then no company bears more "
            "than {most} of the costs, and a small or medium one takes part or a border within "
            "the European Economic Area is crossed; or research organisations that may publish "
            "bear at least {least}.",
            most=law.most_of_one,
            least=law.research_share,
        ),
        say("{n} Prozentpunkte", "{n} percentage points", n=points(law.together_bonus)),
        COLLABORATION,
    )


def _thresholds(law: StateAid) -> Iterator[Rule]:
    for base in law.bases:
        yield plain_rule(
            "R-025",
            say(
                "{name}: Ein Unternehmen erhält für ein Projekt höchstens diesen Betrag.",
                "{name}: a company receives at most this amount for one project.",
                name=RESEARCH_WORDS[base.research],
            ),
            base.notify_above,
            AID_THRESHOLDS,
        )


def _sizes(rules: SizeRules) -> Iterator[Rule]:
    for one in rules.classes:
        yield plain_rule(
            "R-026",
            say(
                "{size}: höchstens {turnover} Umsatz oder {balance} Bilanzsumme, und weniger "
                "Mitarbeitende als diese Zahl.",
                "{size}: turnover of at most {turnover} or a balance sheet total of at most "
                "{balance}, and staff below this number.",
                size=SIZE_WORDS[one.size],
                turnover=one.turnover,
                balance=one.balance,
            ),
            one.staff_below,
            SIZE_LAW,
        )
    yield plain_rule(
        "R-026",
        say(
            "Durch Anteile verbundene Unternehmen zählen über diesem Anteil ganz mit, ab {partner} "
            "zum Teil.",
            "Companies linked by shares count as a whole above this share, and in part from "
            "{partner} on.",
            partner=rules.partner_from,
        ),
        rules.linked_above,
        SIZE_LAW,
    )
    yield plain_rule(
        "R-026",
        Words(
            "Ab diesem Anteil öffentlicher Stellen gilt ein Unternehmen als groß.",
            "From this share of public bodies on a company counts as large.",
        ),
        rules.public_from,
        SIZE_LAW,
    )


def _small_aid(terms: Terms) -> Iterator[Rule]:
    law = in_force(terms.de_minimis, date.max)
    if law is None or not law.used:
        sentence = Words(
            "Diese Runde vergibt keine De-minimis-Beihilfen.",
            "This round gives no de-minimis aid.",
        )
        yield plain_rule("R-029", sentence, "–")
        return
    yield plain_rule(
        "R-029",
        say(
            "In {years} Jahren erhält ein Unternehmen höchstens diesen Betrag an "
            "De-minimis-Beihilfen.",
            "Within {years} years a company receives at most this amount of de-minimis aid.",
            years=law.years,
        ),
        law.ceiling,
        SMALL_AID,
    )
