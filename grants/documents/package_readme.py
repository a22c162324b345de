"""What stands in an audit package about itself: how a stranger proves it without asking us."""

from typing import Final

README: Final = "LIESMICH-README.txt"
SIGNED: Final = """\
Das Manifest ist signiert (manifest.p7s). / The manifest is signed (manifest.p7s).
"""
UNSIGNED: Final = """\
NICHT SIGNIERT / UNSIGNED
Dieses Paket trägt keine Signatur. Es zeigt, dass seine Teile zueinander passen, aber nicht, von
wem es stammt. Vergleichen Sie den Kopf des Protokolls (manifest.json, "record": "head") mit dem,
der den Prüfern täglich gemailt wurde.
This package carries no signature. It shows that its parts fit together, but not whom it comes
from. Compare the head of the record (manifest.json, "record": "head") with the one that was
mailed to the auditors every day.
"""
WAYS: Final = """
PRÜFEN / HOW TO PROVE IT

1. Mit diesem Programm, ohne Netz und Datenbank / with this program, without network or database:
     grants verify paket.zip [--trust zertifikat.pem] [--head kopf]
   Es nennt die erste falsche Datei oder Zeile. / It names the first wrong file or row.

2. Mit üblichen Werkzeugen, nach dem Entpacken / with common tools, once unpacked:
     sha256sum --check manifest.sha256
     openssl cms -verify -inform DER -in manifest.p7s -content manifest.json -binary \\
       -CAfile zertifikat.pem -purpose any -out /dev/null

3. Von Hand / by hand. "Canonical": JSON, names sorted, no blanks, UTF-8 (no escapes).
   *.jsonl        link = SHA-256(link of the line before + LF + canonical(row)); before the first
                  line stand 64 zeros.
   record/acts    Words about people are replaced in "act" by SHA-256(salt + LF + canonical(value));
                  "open" holds salt and value, or nothing where the word was erased.
                  leaf = SHA-256(0x00 + canonical(act)); node = SHA-256(0x01 + left + right), raw
                  bytes; a last one without a neighbour goes up as it is. "path" holds the
                  neighbours from the leaf up, "place" counts from 0, "of" is how many leaves.
   record/seals   digest = SHA-256(canonical({"acts","first","last","previous","root",
                  "sealed_at"})); "previous" is the digest before. The last one is the head.
   Seals without a root are of an older form: their acts are shown, but cannot be proved one by one.
"""


def readme(signed: bool) -> bytes:
    """The text of the file."""
    return ((SIGNED if signed else UNSIGNED) + WAYS).encode()
