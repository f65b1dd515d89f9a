"""What the tests of rounds share."""

from tests.progress.rounds_kit import opened, people

__all__ = ["opened", "people"]
