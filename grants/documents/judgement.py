"""What a compliance report says of all its findings, in one sentence."""

from grants.programme.finding import Finding
from grants.programme.words import Words, say


def judgement(findings: tuple[Finding, ...], late: int) -> Words:
    """One sentence for the cover: how many rules hold, and what is late."""
    marks = [_mark(rule, findings) for rule in {one.rule for one in findings if one.judged}]
    if not findings:
        rules = Words("Es wurde keine Regel geprüft.", "No rule was checked.")
    else:
        rules = say(
            "Geprüfte Regeln: {whole}. Eingehalten: {kept}, mit Hinweis: {hint}, verletzt: {bad}.",
            "Rules checked: {whole}. Kept: {kept}, with a hint: {hint}, broken: {bad}.",
            whole=len(marks),
            kept=marks.count("kept"),
            hint=marks.count("hint"),
            bad=marks.count("bad"),
        )
    reports = say("Verspätete Berichte: {late}.", "Late reports: {late}.", late=late)
    return Words(f"{rules.de} {reports.de}", f"{rules.en} {reports.en}")


def _mark(rule: str, findings: tuple[Finding, ...]) -> str:
    """bad, hint or kept: what is worst of all that was found about one rule."""
    found = [one for one in findings if one.rule == rule and one.judged]
    if any(one.breaks for one in found):
        return "bad"
    return "kept" if all(one.holds for one in found) else "hint"
