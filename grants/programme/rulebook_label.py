"""The rule about labels in plain words, where a round asks for one."""

from grants.programme.label_terms import LabelHolder
from grants.programme.plain_rule import Rule, plain_rule
from grants.programme.terms import Terms
from grants.programme.words import Words

ASKED = {
    LabelHolder.CLUSTER: Words(
        "Wer sich bewirbt, hat am Tag der Frist ein gültiges Label aus diesem Register.",
        "Whoever applies holds a valid label of this register on the day of the deadline.",
    ),
    LabelHolder.PROJECT: Words(
        "Jedes Cluster hinter einem Verbundprojekt hat ein solches Label aus diesem Register.",
        "Every cluster behind a joint project holds such a label of this register.",
    ),
}


def rules_about_labels(terms: Terms) -> list[Rule]:
    """Who needs which label; nothing where nobody does."""
    gates = terms.gates
    wanted = ", ".join(part for part in (gates.label_register, gates.label_level) if part)
    return [plain_rule("LABEL", ASKED[each], wanted) for each in LabelHolder if gates.asks(each)]
