"""The made-up plan and its text, for the pages of the reader."""

from ..documents.conftest import attached, fair_plan

__all__ = ["attached", "fair_plan"]
