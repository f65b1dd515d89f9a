"""With which words a pilot calls its list of formats complete."""


def claim(row):
    """The words with which a circle's list is called complete; None where it is not."""
    printed = [c["quote"] for name, c in row.citations.items() if name.startswith("notes")]
    noted = [words for _path, words in row.each("notes.*.points.*")]
    return next((words for words in (*printed, *noted) if "齐全" in words), None)


def verdict(row):
    """A list called complete contradicts its gaps; one called 比较齐全, or not at all, does not."""
    said = claim(row)
    return "contradiction" if said and "比较" not in said else "ambiguity"


def quote_with(row, words):
    """The first printed words of a row that hold these."""
    return next((c["quote"] for c in row.citations.values() if words in c["quote"]), None)
