"""Take KERN, the design system of the German administration, into grants/web/static.

How to, once per new version of KERN (the results are committed; nobody runs this to use the site):

    npm pack @kern-ux/native@2.7.2
    tar xzf kern-ux-native-2.7.2.tgz
    python design/cut_kern.py package

It writes kern.css, fonts.css and three subset fonts. Needs tinycss2, fonttools and brotli, which
`requirements-dev.txt` brings. Most of KERN's 340 kB are utility classes, a dark theme and
components this site does not use; a page should not make a phone load them.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import tinycss2
from fontTools import subset

STATIC = Path(__file__).parent.parent / "grants" / "web" / "static"

COMPONENTS = frozenset(
    [
        "alert", "badge", "body", "btn", "btn-wrapper", "error", "fieldset", "form-check",
        "form-input", "heading-large", "heading-medium", "heading-small", "heading-x-large",
        "hint", "icon", "input-group", "kopfzeile", "label", "link", "number", "preline",
        "progress", "sr-only", "sr-only-mobile", "table", "table-responsive", "task-list",
        "task-list-group", "title",
    ]
)  # fmt: skip
"""KERN's components that our templates use. A new one is added here, then this is run again."""

ICONS = frozenset(
    [
        "account-circle", "add", "arrow-back", "arrow-down", "arrow-forward", "arrow-up",
        "autorenew", "calendar-today", "check", "checklist", "close", "danger", "delete",
        "download", "draft", "edit", "help", "info", "mail", "open-in-new", "search",
        "success", "visibility", "visibility-off", "warning", "small", "large", "default",
    ]
)  # fmt: skip

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600}

LETTERS = (
    "U+0020-007E,U+00A0-017F,U+2010-2027,U+202F,U+2030,U+2039,U+203A,U+20AC,U+2190-2193,U+2212"
)
"""Latin for all of Europe, punctuation, arrows, euro and minus. Others fall back to the system."""

FEATURES = ["kern", "liga", "locl", "tnum", "lnum", "case", "mark", "ccmp"]
"""tnum stays in: without figures of one width a money column does not line up."""


def is_wanted(selector: str) -> bool:
    """Does this selector name only what the site uses?"""
    plain = re.sub(r":(?:is|not|where)\([^)]*\)", "", selector)
    if "data-kern-theme=dark" in plain:
        return False
    return all(_is_wanted_class(name) for name in re.findall(r"\.kern-([\w-]+)", plain))


def _is_wanted_class(name: str) -> bool:
    block = re.split(r"__|--", name)[0]
    if block == "icon" and "--" in name:
        return name.removeprefix("icon--") in ICONS
    return block in COMPONENTS


def cut(rules: list[tinycss2.ast.Node]) -> str:
    """The rules of a style sheet without those for parts the site does not use."""
    return "".join(_cut_rule(rule) for rule in rules)


def _cut_rule(rule: tinycss2.ast.Node) -> str:
    if rule.type == "qualified-rule":
        selectors = re.split(r",(?![^(]*\))", tinycss2.serialize(rule.prelude))
        kept = [selector for selector in selectors if is_wanted(selector)]
        return f"{','.join(kept)}{{{tinycss2.serialize(rule.content)}}}" if kept else ""
    if rule.type != "at-rule" or rule.lower_at_keyword == "charset":
        return ""
    if rule.lower_at_keyword not in ("media", "supports") or rule.content is None:
        return rule.serialize()
    question = tinycss2.serialize(rule.prelude)
    if "prefers-color-scheme:dark" in question.replace(" ", ""):
        return ""
    inner = cut(_rules(rule.content))
    return f"@{rule.at_keyword}{question}{{{inner}}}" if inner else ""


def _rules(source: str | list[tinycss2.ast.Node]) -> list[tinycss2.ast.Node]:
    return tinycss2.parse_rule_list(source, skip_comments=True, skip_whitespace=True)


def without_unread_tokens(css: str, own: str) -> str:
    """The style sheet without custom properties that neither it nor our own CSS reads."""
    while True:
        read = set(re.findall(r"var\(\s*(--[\w-]+)", css + own))
        unread = set(re.findall(r"(--kern-[\w-]+)\s*:", css)) - read
        if not unread:
            return css
        names = "|".join(sorted(unread, key=len, reverse=True))
        css = re.sub(rf"(?:{names})\s*:[^;{{}}]*(?:;|(?=\}}))", "", css)


def cut_fonts(package: Path) -> str:
    """Write the subset fonts and return the style sheet that names them by their digest."""
    faces = []
    for name, weight in WEIGHTS.items():
        target = STATIC / f"fira-sans-{weight}.woff2"
        subset.main([
            str(package / f"dist/fonts/fira-sans/FiraSans-{name}.woff2"),
            f"--unicodes={LETTERS}", f"--layout-features={','.join(FEATURES)}",
            "--flavor=woff2", "--name-IDs=*", f"--output-file={target}",
        ])  # fmt: skip
        version = hashlib.sha256(target.read_bytes()).hexdigest()[:8]
        faces.append(
            f'@font-face {{ font-family: "Fira Sans"; font-weight: {weight}; font-style: normal; '
            f'font-display: swap; src: url("{target.name}?v={version}") format("woff2"); }}\n'
        )
    return "/* Fira Sans, OFL-1.1, cut to Latin. Written by design/cut_kern.py. */\n" + "".join(
        faces
    )


def main(package: Path) -> None:
    """Write all files that come from KERN."""
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    own = "".join((STATIC / name).read_text(encoding="utf-8") for name in ("page.css", "parts.css"))
    whole = (package / "dist/kern.min.css").read_text(encoding="utf-8")
    css = without_unread_tokens(cut(_rules(whole)), own)
    head = f"/* @kern-ux/native {version}, EUPL-1.2, cut by design/cut_kern.py. Do not edit. */\n"
    (STATIC / "kern.css").write_text(head + css + "\n", encoding="utf-8")
    (STATIC / "fonts.css").write_text(cut_fonts(package), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
