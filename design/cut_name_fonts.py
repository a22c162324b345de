"""Cut the fonts for names: the signs of Japanese, Korean and Arabic names, one weight each.

Source: version 2.004 and later of Noto Sans JP, Noto Sans KR and Noto Sans Arabic (SIL Open Font
License 1.1, LICENSES/OFL-1.1-NotoSansCJK.txt and LICENSES/OFL-1.1-NotoSansArabic.txt) as static
TrueType files, from the npm packages @expo-google-fonts/noto-sans-jp, -kr and -arabic 0.4.3. Their
outlines are quadratic: the CFF outlines of the usual files break PDF/A when they are embedded.
Cut to the signs of JIS X 0208, of KS X 1001 and of the Arabic letters, and the space.

    npm pack @expo-google-fonts/noto-sans-jp@0.4.3   (likewise -kr and -arabic; unpack each)
    python design/cut_name_fonts.py jp/package kr/package arabic/package grants/documents/assets
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HANGUL = {*range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xAC00, 0xD7A4)}
BEGIN = 0x3000
SPACES = {0x20, 0xA0}
"""A space inside a name is set in the font of the name; without it the letter is no PDF/A."""
ROWS = range(0xA1, 0xFF)


def of_charset(codec: str) -> set[int]:
    """Every sign of an Asian script that two bytes of this charset stand for."""
    found = set()
    for first in ROWS:
        for second in ROWS:
            sign = bytes((first, second)).decode(codec, "ignore")
            found |= {ord(sign)} if len(sign) == 1 else set()
    return {sign for sign in found if sign >= BEGIN or sign in HANGUL}


ARABIC = {
    *range(0x0600, 0x0700),
    *range(0x0750, 0x0780),
    *range(0xFB50, 0xFE00),
    *range(0xFE70, 0xFF00),
}
NAMES = {
    "jp": (of_charset("euc_jp"), "NotoSansJP_400Regular.ttf"),
    "kr": (of_charset("euc_kr") & HANGUL, "NotoSansKR_400Regular.ttf"),
    "ar": (ARABIC, "NotoSansArabic_400Regular.ttf"),
}


def cut(source: Path, target: Path, signs: set[int]) -> None:
    """Write the part of the font that names need; the joining of Arabic letters stays."""
    options = subset.Options(layout_features=["*"], hinting=False, name_IDs=["*"])
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(signs | SPACES))
    cutter.subset(font)
    font.save(target, reorderTables=True)


if __name__ == "__main__":
    *packages, assets = map(Path, sys.argv[1:])
    for package, (script, (signs, name)) in zip(packages, NAMES.items(), strict=True):
        cut(package / "400Regular" / name, assets / f"names-{script}.ttf", signs)
