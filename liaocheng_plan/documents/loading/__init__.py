"""Loading the plan: `fixtures/` is read, compared with what was last loaded, and applied."""

from .applying import Report, load
from .reading import FixtureError, read

__all__ = ["FixtureError", "Report", "load", "read"]
