"""Why a file is not taken: one sentence for each reason, which says what to do."""

from decimal import Decimal
from typing import Final

from grants.documents.file_type import FileType
from grants.documents.inspection import MOST_MEGAPIXELS, Verdict
from grants.programme.words import Words, join, say

BYTES_PER_MB: Final = 1000 * 1000


class UploadRefused(ValueError):
    """The file is not taken; `says` tells the person why and what to do."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.en)
        self.says = says


EMPTY = Words("Die Datei ist leer.", "The file is empty.")
NO_PDF = Words("Das ist keine PDF-Datei.", "This is not a PDF.")
NO_PDF_IN_SPITE_OF_ITS_NAME = Words(
    "Das ist keine PDF-Datei, auch wenn der Name so endet.",
    "This is not a PDF, although its name ends so.",
)
TWO_FILES_IN_ONE = Words(
    "In dieser Datei steckt außer der PDF noch etwas anderes. Speichern Sie die PDF neu.",
    "This file holds something else beside the PDF. Save the PDF again.",
)
DAMAGED = Words(
    "Die PDF-Datei ist beschädigt. Speichern Sie sie neu und laden Sie sie noch einmal hoch.",
    "The PDF is damaged. Save it again and upload it once more.",
)
HEAVY = Words(
    "Die Datei wird beim Öffnen übermäßig groß oder braucht zu lange. Kürzen Sie sie.",
    "The file grows beyond measure or takes too long when it is opened. Make it shorter.",
)
NAMES: Final = {
    FileType.PDF: Words("PDF", "PDF"),
    FileType.XLSX: Words("XLSX (Excel)", "XLSX (Excel)"),
    FileType.PNG: Words("PNG", "PNG"),
    FileType.JPEG: Words("JPEG", "JPEG"),
}
OF_PDF: Final = {
    Verdict.DAMAGED: DAMAGED,
    Verdict.LOCKED: Words(
        "Die PDF-Datei ist verschlüsselt. Speichern Sie sie ohne Kennwort und ohne Schutz.",
        "The PDF is encrypted. Save it without a password and without protection.",
    ),
    Verdict.ACTIVE: Words(
        "Die PDF-Datei enthält ein Skript oder startet ein Programm. Speichern Sie sie ohne "
        "Skripte.",
        "The PDF contains a script or starts a program. Save it without scripts.",
    ),
    Verdict.EMBEDDED: Words(
        "In der PDF-Datei stecken weitere Dateien. Speichern Sie sie ohne Anhänge.",
        "The PDF carries other files inside it. Save it without attachments.",
    ),
    Verdict.OTHER: TWO_FILES_IN_ONE,
}
OF_SHEET: Final = {
    Verdict.DAMAGED: Words(
        "Die Tabelle ist beschädigt oder nicht eindeutig zu lesen. Speichern Sie sie neu als XLSX.",
        "The spreadsheet is damaged or can be read in two ways. Save it again as XLSX.",
    ),
    Verdict.LOCKED: Words(
        "Die Tabelle ist verschlüsselt. Speichern Sie sie als XLSX ohne Kennwort.",
        "The spreadsheet is encrypted. Save it as XLSX without a password.",
    ),
    Verdict.ACTIVE: Words(
        "Die Tabelle enthält Makros oder Steuerelemente. Speichern Sie sie als XLSX ohne Makros.",
        "The spreadsheet contains macros or controls. Save it as XLSX without macros.",
    ),
    Verdict.LINKED: Words(
        "Die Tabelle holt Daten aus anderen Dateien. Ersetzen Sie diese Verknüpfungen durch Werte.",
        "The spreadsheet fetches data from other files. Replace these links with values.",
    ),
    Verdict.EMBEDDED: Words(
        "In der Tabelle stecken weitere Dateien. Löschen Sie die eingebetteten Objekte.",
        "The spreadsheet carries other files inside it. Delete the embedded objects.",
    ),
    Verdict.OTHER: Words(
        "Das ist keine Excel-Tabelle. Archive nehmen wir nicht an; laden Sie die Dateien einzeln "
        "hoch.",
        "This is not an Excel spreadsheet. We take no archives; upload the files one by one.",
    ),
}
OLD_OFFICE: Final = Words(
    "Die Datei ist verschlüsselt oder in einem alten Office-Format. Speichern Sie sie ohne "
    "Kennwort als XLSX oder PDF.",
    "The file is encrypted or in an old Office format. Save it as XLSX or PDF without a password.",
)
OF_IMAGE: Final = {
    Verdict.DAMAGED: Words(
        "Das Bild ist beschädigt. Speichern Sie es neu und laden Sie es noch einmal hoch.",
        "The picture is damaged. Save it again and upload it once more.",
    ),
    Verdict.HEAVY: say(
        "Das Bild hat mehr als {most} Megapixel. Verkleinern Sie es.",
        "The picture has more than {most} megapixels. Make it smaller.",
        most=MOST_MEGAPIXELS,
    ),
}
REFUSED: Final = {
    FileType.PDF: OF_PDF,
    FileType.XLSX: OF_SHEET,
    FileType.PNG: OF_IMAGE,
    FileType.JPEG: OF_IMAGE,
}


def refusal_of(kind: FileType, verdict: Verdict) -> Words:
    """What to say to a file of this type that came out so."""
    return REFUSED[kind].get(verdict, HEAVY)


def too_large(size: int, most: int) -> Words:
    """The sizes are in bytes; the file's is rounded up, so that it never reads as allowed."""
    return say(
        "Die Datei hat {size} MB. Erlaubt sind {most} MB.",
        "The file is {size} MB. The limit is {most} MB.",
        size=Decimal(-(-size * 10 // BYTES_PER_MB)).scaleb(-1),
        most=most // BYTES_PER_MB,
    )


def not_taken(name: str, types: frozenset[FileType]) -> Words:
    """The content is of no type that is taken here, whatever the name says."""
    if types == {FileType.PDF}:
        return NO_PDF_IN_SPITE_OF_ITS_NAME if name.lower().endswith(".pdf") else NO_PDF
    allowed = join(NAMES[kind] for kind in FileType if kind in types)
    return say(
        "Dem Inhalt nach ist diese Datei von anderer Art. Erlaubt sind: {allowed}.",
        "By its content this file is of another kind. Allowed are: {allowed}.",
        allowed=allowed,
    )
