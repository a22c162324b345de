"""A sample by monetary units says when a large amount was hit more than once."""

import hashlib

from grants.documents.sample_file import SamplePaper, facts_of
from grants.programme.sampling import FrameKind, Way
from grants.programme.words import Words


def paper(drawn, size):
    frame = [{"number": number, "amount": "1.00", "points": 0, "reasons": []} for number in "abc"]
    return SamplePaper(
        title=Words("x", "x"), of=FrameKind.VOUCHERS, way=Way.MONEY, percent=10, size=size,
        seed="s", frame=frame, frame_sha256=hashlib.sha256(b"").hexdigest(), drawn=drawn,
        who="Aylin", at=Words("heute", "today"),
    )  # fmt: skip


def told(made):
    return [value.de for label, value in facts_of(made) if label.de == "Gezogen"]


def test_more_hits_than_numbers_are_explained():
    assert told(paper(["a", "b"], 3))[0].startswith("2 mit 3 Treffern")
    assert told(paper(["a", "b"], 2)) == []
