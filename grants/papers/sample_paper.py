"""A sample as it goes on paper, for whoever prints it and for the package."""

from grants.documents.sample_file import SamplePaper
from grants.models.audit_sample import AuditSample
from grants.programme.moment import moment
from grants.programme.words import say


def paper_of(sample: AuditSample) -> SamplePaper:
    """The sample as it goes on paper."""
    return SamplePaper(
        title=say("Stichprobe {n}, {round}", "Sample {n}, {round}", n=str(sample.id),
                  round=sample.round.name),
        of=sample.of, way=sample.way, percent=sample.percent, size=sample.size, seed=sample.seed,
        frame=sample.frame, frame_sha256=sample.frame_sha256, drawn=sample.drawn,
        who=sample.drawn_by.name, at=moment(sample.drawn_at),
    )  # fmt: skip
