"""What is read out of a file, whatever its format."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Extracted:
    """The words of a file in reading order, one paragraph or row a line; cells end with a tab."""

    format: str
    words: str
