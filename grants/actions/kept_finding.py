"""Findings as they are kept with a decision: what every rule said, when it was asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from grants.programme.finding import Finding
from grants.programme.plain import plain


def as_plain(findings: Sequence[Finding], moment: str, now: datetime) -> list[dict[str, Any]]:
    """Findings as they are kept with a decision, with the act and the time they belong to."""
    return [{**plain(finding), "at": moment, "time": now.isoformat()} for finding in findings]
