"""How many files, how large, signed by whom, and when they count."""

from dataclasses import replace
from datetime import date

import pytest

from grants.programme.preset import preset
from grants.programme.upload import (
    About,
    Holding,
    ScanState,
    UploadKind,
    check_quota,
    check_scanned,
    check_signed,
    quota_words,
)

LIMITS = preset("interclust").limits
TODAY = date(2028, 2, 29)
FULL = Holding(files=30, size=100_000_000, kept=500_000_000)


def broken(findings):
    return [finding.says.en for finding in findings if finding.breaks]


@pytest.mark.parametrize(
    ("holding", "says"),
    [
        (FULL, []),
        (replace(FULL, files=31), ["31 of at most 30 files."]),
        (replace(FULL, size=100_000_001), ["All files together: 101 MB of at most 100 MB."]),
        (replace(FULL, kept=500_000_001), ["With all replaced files: 501 MB of at most 500 MB."]),
    ],
)
def test_a_quota_holds_to_the_byte(holding, says):
    assert broken(check_quota(LIMITS, holding)) == says


def test_a_round_without_such_limits_has_none():
    limits = replace(LIMITS, upload_files=None, upload_megabytes=None, upload_kept_megabytes=None)

    assert broken(check_quota(limits, Holding(files=999, size=10**12, kept=10**12))) == []
    assert quota_words(limits).de == ""
    assert quota_words(LIMITS).en == "30 files, 100 MB"


@pytest.mark.parametrize(
    ("kind", "day", "parties", "wrong"),
    [
        (UploadKind.ANNEX, None, (), 0),
        (UploadKind.FUNDING_PROOF, None, (), 0),
        (UploadKind.LETTER_OF_INTENT, TODAY, ("Laval",), 0),
        (UploadKind.LETTER_OF_INTENT, date(2028, 3, 1), ("Laval",), 1),
        (UploadKind.LETTER_OF_INTENT, None, (), 2),
        (UploadKind.COOPERATION_AGREEMENT, TODAY, ("Laval", "Hafen"), 0),
        (UploadKind.COOPERATION_AGREEMENT, TODAY, ("Laval",), 1),
        (UploadKind.COOPERATION_AGREEMENT, TODAY, ("Laval", " laval"), 1),
    ],
)
def test_r_009_a_signed_paper_says_who_signed_and_when(kind, day, parties, wrong):
    found = check_signed(kind, About(signed_on=day, parties=parties), TODAY)

    assert len(broken(found)) == wrong
    assert {finding.rule for finding in found} <= {"R-009"}


@pytest.mark.parametrize("state", ScanState)
def test_only_what_is_clean_counts(state):
    finding = check_scanned([("a.pdf", ScanState.CLEAN), ("b.pdf", state)])

    assert finding.holds is (state is ScanState.CLEAN)
    assert ("b.pdf" in finding.says.de) is not finding.holds
    assert "a.pdf" not in finding.says.de
