"""The public catalogue in the 360Giving data standard, version 1.4: JSON, and CSV of the same.

https://standard.threesixtygiving.org; identifiers begin with the prefix that 360Giving gave to the
publisher, or with the host of the site while it has none. A recipient with an LEI is named by it,
so that others can tell who it is. The funder is the authority that granted it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from grants.documents.table_file import written_csv
from grants.programme.money import Money
from grants.programme.publication import PublicGrant
from grants.programme.words import Language

VERSION: Final = "1.4"
COLUMNS: Final = (
    "Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date",
    "Planned Dates:Start Date", "Planned Dates:End Date", "Recipient Org:Identifier",
    "Recipient Org:Name", "Recipient Org:City", "Recipient Org:Country",
    "Funding Org:Identifier", "Funding Org:Name", "Grant Programme:Code",
    "Grant Programme:Title", "Last modified",
)  # fmt: skip
"""The titles that the standard gives to the columns of a flat file."""


def package_of(
    grants: Iterable[PublicGrant],
    *,
    publisher: str,
    prefix: str,
    address: str,
    now: datetime,
    language: Language,
) -> bytes:
    """The data package as JSON."""
    return json.dumps({
        "version": VERSION,
        "publisher": {"name": publisher},
        "modified": now.isoformat(timespec="seconds"),
        "downloadURL": address,
        "grants": [_grant(one, prefix, language) for one in grants],
    }, ensure_ascii=False, indent=1).encode()  # fmt: skip


def csv_of(grants: Iterable[PublicGrant], *, prefix: str, language: Language) -> bytes:
    """The same rows for spreadsheets, under the standard's own titles."""
    return written_csv(COLUMNS, [tuple(_row(_grant(one, prefix, language))) for one in grants])


def _grant(one: PublicGrant, prefix: str, language: Language) -> dict[str, Any]:
    """One grant; where no project is named, it is for the work of the cluster itself."""
    programme = f"{one.programme.into(language)}, {_round(one, language)}"
    work = {"de": "Clustermanagement", "en": "Cluster management"}[language]
    recipient = {
        "id": f"XI-LEI-{one.lei}" if one.lei else f"{prefix}-org-{_slug(one.recipient)}",
        "name": one.recipient, "addressLocality": one.city, "addressCountry": one.country,
    }  # fmt: skip
    return {
        "id": f"{prefix}-{one.number}",
        "title": one.project or f"{work} {one.cluster}",
        "description": f"{one.cluster}: {one.project or work} ({programme})",
        "currency": "EUR",
        "amountAwarded": _number(one.amount),
        "awardDate": one.awarded_on.isoformat(),
        "plannedDates": [
            {"startDate": one.starts_on.isoformat(), "endDate": one.ends_on.isoformat()}
        ],
        "recipientOrganization": [{key: each for key, each in recipient.items() if each}],
        "fundingOrganization": [
            {"id": f"{prefix}-org-{_slug(one.funder_code)}", "name": one.funder}
        ],
        "grantProgramme": [{"code": f"{one.code}-{one.round}", "title": programme}],
        "dateModified": one.changed_at.isoformat(timespec="seconds"),
    }


def _row(grant: dict[str, Any]) -> Iterator[str]:
    (dates,), (to,) = grant["plannedDates"], grant["recipientOrganization"]
    (by,), (programme,) = grant["fundingOrganization"], grant["grantProgramme"]
    cells: Sequence[Any] = (
        grant["id"], grant["title"], grant["description"], grant["currency"],
        grant["amountAwarded"], grant["awardDate"], dates["startDate"], dates["endDate"],
        to["id"], to["name"], to.get("addressLocality", ""), to.get("addressCountry", ""),
        by["id"], by["name"], programme["code"], programme["title"], grant["dateModified"],
    )  # fmt: skip
    return (str(cell) for cell in cells)


def _round(one: PublicGrant, language: Language) -> str:
    return f"{ {'de': 'Runde', 'en': 'round'}[language] } {one.round}"


def _slug(name: str) -> str:
    """A name as part of an identifier: letters and digits, the rest hyphens."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in name.casefold())
    return "-".join(part for part in plain.split("-") if part)


def _number(amount: Money) -> Any:
    """The amount as a number of JSON, to the cent; the decoder makes it without arithmetic."""
    return json.loads(str(amount.decimal))
