"""The study types that silit names, strongest designs first."""

from __future__ import annotations

STUDY_TYPES = (
    "systematic-review",
    "meta-analysis",
    "rct",
    "nonrandomized-trial",
    "cohort",
    "case-control",
    "cross-sectional",
    "case-series",
    "diagnostic-accuracy",
    "guideline",
    "narrative-review",
    "protocol",
    "anatomy",
    "biomechanics",
    "animal",
    "qualitative",
    "opinion",
    "notice",
    "unknown",
)
