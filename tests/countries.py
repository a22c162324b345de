"""Writes grants/programme/countries.csv anew: python -m tests.countries.

The names are those of the Unicode locale data. Babel carries them, among 31 MB that the program
never reads, so only developers have it.
"""

import csv
from io import StringIO

from babel import Locale

from grants.programme.country import FILE
from grants.programme.words import LANGUAGES

NO_COUNTRIES = frozenset(
    {
        *("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"),
        *("AC", "CP", "CQ", "DG", "EA", "IC", "TA"),
        *("AQ", "BV", "GS", "HM", "IO", "TF", "UM"),
    }
)
"""Codes in the list of territories that name no country in which a partner could sit.

Groups of countries and test codes; parts of countries without a code in ISO 3166-1; and those
where nobody lives for good, such as the Antarctic. Kosovo stays: Germany recognises it.
"""


def written():
    """What the file holds: a country a line, by its code."""
    names = [Locale(language).territories for language in LANGUAGES]
    table = StringIO()
    lines = csv.writer(table, lineterminator="\n")
    lines.writerow(("code", *LANGUAGES))
    for code in sorted(names[0]):
        if code.isalpha() and code not in NO_COUNTRIES:
            lines.writerow((code, *(each[code] for each in names)))
    return table.getvalue()


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
