"""How well the audit finds what a second reader noted: recall by severity, and precision.

`second_reader.yaml` says, judged by hand, which finding says which entry. The tests measure from
the records alone; `python -m tests.official FOLDER` attaches the official texts and measures then.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True)
class Measured:
    """Entries of the reader and those found, by severity; findings, and those that are noise.

    `lost`: entries that were found once; `unjudged`: findings that the file does not know.
    """

    noted: dict
    found: dict
    standing: int
    noise: int
    lost: list
    unjudged: list

    def recall(self, *severities):
        """The share of entries that is found, of some severities or of all."""
        chosen = severities or SEVERITIES
        return sum(self.found[s] for s in chosen) / sum(self.noted[s] for s in chosen)

    @property
    def precision(self):
        """The share of findings that are real."""
        return 1 - self.noise / self.standing

    def lines(self):
        """The measurement as a table."""
        for severity in SEVERITIES:
            noted, found = self.noted[severity], self.found[severity]
            yield f"{severity:8} {found:4} / {noted:<4} {found / noted:4.0%}"
        noted, found = sum(self.noted.values()), sum(self.found.values())
        yield f"{'all':8} {found:4} / {noted:<4} {found / noted:4.0%}"
        real = self.standing - self.noise
        yield f"{'real':8} {real:4} / {self.standing:<4} {self.precision:4.0%}"
        yield from (f"lost: {entry}" for entry in self.lost)
        yield from (f"not judged: {key}" for key in self.unjudged)


def reader():
    """What the second reader noted, with what was judged to say it."""
    path = Path(__file__).parent / "second_reader.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def measure(standing, *, in_text):
    """Measure the keys of the findings that stand, with the official texts attached or without."""
    noted, beyond = reader()["findings"], reader()["beyond"]
    standing, told = set(standing), {entry["id"]: keys(entry, in_text) for entry in noted}
    found = [entry for entry in noted if told[entry["id"]] & standing]
    judged = set().union(*told.values()) | {entry["key"] for entry in beyond}
    noise = {entry["key"] for entry in beyond if not entry["real"]}
    return Measured(
        noted=counted(noted),
        found=counted(found),
        standing=len(standing),
        noise=len(standing & noise),
        lost=[e["id"] for e in noted if told[e["id"]] and e not in found],
        unjudged=sorted(standing - judged),
    )


def keys(entry, in_text):
    """Keys of the findings that say an entry."""
    return {*entry["found"], *(entry.get("found_in_text", ()) if in_text else ())}


def counted(entries):
    """How many entries there are of each severity."""
    return {s: sum(entry["severity"] == s for entry in entries) for s in SEVERITIES}
