"""The rules that hold for any plan; importing this package registers them."""

from . import checks, clauses, counts, derivations, labels, lists, names, slogans

__all__ = ["checks", "clauses", "counts", "derivations", "labels", "lists", "names", "slogans"]
