"""Cut the letter fonts: Noto Sans Regular and Bold with the signs that letters need.

Source: version 2.015 of Noto Sans (SIL Open Font License 1.1, LICENSES/OFL-1.1-NotoSans.txt) as
static TrueType files, from the npm package @expo-google-fonts/noto-sans 0.4.2. Debian's version
2.004 lacks the minus sign U+2212, so a letter with a negative amount would fall back to another
font without a word. Hints for old screens are dropped, kerning and tabular figures stay.

    npm pack @expo-google-fonts/noto-sans@0.4.2
    tar xzf expo-google-fonts-noto-sans-0.4.2.tgz
    python design/cut_letter_fonts.py package grants/documents/assets
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = {"400Regular": "Regular", "700Bold": "Bold"}
SIGNS = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x024F),  # Latin of all of Europe
    (0x0259, 0x0259),
    (0x02BC, 0x02BC),
    (0x02C6, 0x02DD),
    (0x0300, 0x0331),  # accents that a name may carry separately
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic of Bulgaria, Serbia, Ukraine
    (0x0490, 0x0491),
    (0x1E00, 0x1EFF),  # Vietnamese
    (0x2010, 0x2015),  # dashes
    (0x2018, 0x2022),  # quotation marks
    (0x2026, 0x2026),
    (0x202F, 0x2033),
    (0x2039, 0x203A),
    (0x2044, 0x2044),
    (0x2070, 0x2089),
    (0x20AC, 0x20AC),  # euro
    (0x2113, 0x2122),
    (0x2212, 0x2212),  # minus
    (0xFFFD, 0xFFFD),  # stands for a sign the font lacks
)
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]


def cut(source: Path, target: Path) -> None:
    """Write the part of the font that letters need."""
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=["*"])
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[sign for first, last in SIGNS for sign in range(first, last + 1)])
    cutter.subset(font)
    font.save(target, reorderTables=True)


if __name__ == "__main__":
    package, assets = map(Path, sys.argv[1:])
    for folder, weight in WEIGHTS.items():
        cut(package / folder / f"NotoSans_{folder}.ttf", assets / f"letter-{weight.lower()}.ttf")
