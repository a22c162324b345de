"""What a letter will say, line by line, for the officer who countersigns it."""

from grants.documents.award_letter import AwardLetter
from grants.documents.conditional_letter import ConditionalLetter
from grants.documents.letter import Heading
from grants.documents.missing import AnyLetter
from grants.documents.rejection_letter import RejectionLetter
from grants.documents.selection_letter import SelectionLetter
from grants.programme.words import Words, join, say
from grants.web import filters
from grants.web.sponsor.later_lines import condition_lines, later_lines
from grants.web.sponsor.letter_line import Line, line_of


def lines_of(letter: AnyLetter) -> list[Line]:
    """The letter in short: everything that differs from case to case."""
    match letter:
        case AwardLetter():
            own = _award(letter)
        case RejectionLetter():
            own = _rejection(letter)
        case SelectionLetter():
            own = _selection(letter)
        case _:
            own = later_lines(letter)
    return [
        *_head(letter.heading),
        *own,
        line_of("Rechtsbehelf", "Remedy", letter.remedy.instruction),
    ]


def _head(heading: Heading) -> list[Line]:
    return [
        line_of("Empfänger", "Recipient", ", ".join(heading.recipient.lines)),
        line_of(
            "Gezeichnet von",
            "Signed by",
            join([_who(one.name, one.function) for one in heading.signatories], "; "),
        ),
    ]


def _award(letter: AwardLetter) -> list[Line]:
    plan = [
        say("{year}: {amount}", "{year}: {amount}", year=str(year), amount=amount)
        for year, amount in zip(letter.plan.years, letter.plan.grant.amounts, strict=True)
    ]
    due = [
        say("{what}: {day}", "{what}: {day}", what=each.what, day=each.due)
        for each in letter.deadlines
    ]
    lines = [
        line_of("Zuwendung", "Grant", say("{amount} ({words})", "{amount} ({words})",
                                        amount=letter.amount, words=letter.amount_in_words)),
        line_of("Fördersatz", "Rate", say("{rate} von {costs}", "{rate} of {costs}",
                                        rate=letter.rate, costs=letter.eligible)),
        line_of("Bewilligungszeitraum", "Approval period",
              say("{first} bis {last}", "{first} to {last}", first=letter.period_from,
                  last=letter.period_until)),
        line_of("Jahresscheiben", "Yearly tranches", join(plan, "; ")),
        line_of("Eigenmittel", "Own funds", filters.money(letter.own_funds)),
        line_of("Berichte", "Reports", join(due, "; ")),
    ]  # fmt: skip
    if isinstance(letter, ConditionalLetter):
        for condition in (letter.condition, *letter.further):
            lines += condition_lines(condition)
    if letter.special_conditions:
        texts = join([each.text for each in letter.special_conditions], " ")
        lines.append(line_of("Besondere Nebenbestimmungen", "Special conditions", texts))
    if letter.reasons:
        lines.append(line_of("Begründung", "Reasons", letter.reasons))
    return lines


def _rejection(letter: RejectionLetter) -> list[Line]:
    lines = [line_of("Sachverhalt", "Facts", letter.facts)]
    if letter.assessment:
        total = filters.score(letter.assessment.total)
        least = filters.score(letter.assessment.minimum)
        lines.append(
            line_of(
                "Gesamtnote",
                "Total score",
                Words(f"{total}, nötig sind {least}", f"{total}, needed {least}"),
            )
        )
    lines += [
        line_of("Formaler Grund", "Formal ground", ground.text) for ground in letter.formal_grounds
    ]
    return [*lines, line_of("Begründung", "Reasons", letter.reasons)]


def _selection(letter: SelectionLetter) -> list[Line]:
    steps = [
        say("{what}: {day}", "{what}: {day}", what=each.what, day=each.due)
        for each in letter.next_steps
    ]
    return [
        line_of("Obergrenze", "Cap", filters.money(letter.cap)),
        line_of("Beantragt" if letter.one_phase else "Beantragt für die Konzeptionsphase",
              "Asked for" if letter.one_phase else "Asked for in the concept phase",
              filters.money(letter.applied_amount)),
        line_of("Nächste Schritte", "Next steps", join(steps, "; ")),
    ]  # fmt: skip


def _who(name: str, function: Words) -> Words:
    return Words(f"{name}, {function.de}", f"{name}, {function.en}")
