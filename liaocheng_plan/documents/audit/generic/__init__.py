"""The rules that hold for any plan; importing this package registers them."""

from . import checks, clauses, counts, derivations, labels, lists, names, prose, slogans, variants

__all__ = [
    "checks",
    "clauses",
    "counts",
    "derivations",
    "labels",
    "lists",
    "names",
    "prose",
    "slogans",
    "variants",
]
