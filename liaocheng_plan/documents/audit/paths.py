"""Paths into structured values: `anchors.0.name`, `parts.区` (by label), `anchors.*.name`."""

LABELS = ("label", "name")


def value(values, path):
    """The value at a path, None where nothing stands; a part with a label stands for its value."""
    found = values
    for step in path.split("."):
        found = child(found, step)
    if isinstance(found, dict) and "value" in found:
        return found["value"]
    return found


def child(found, step):
    """One step down: by name, by place, or by label."""
    if isinstance(found, dict):
        return found.get(step)
    if isinstance(found, list):
        place = place_of(found, step)
        return found[place] if place is not None else None
    return None


def place_of(items, step):
    """The place in a list that a step names: a number, or the label of a part."""
    if step.isdigit():
        return int(step) if int(step) < len(items) else None
    for place, item in enumerate(items):
        if isinstance(item, dict) and step in [item.get(name) for name in LABELS]:
            return place
    return None


def by_place(values, path):
    """The path with places instead of labels, as citations write it."""
    steps, found = [], values
    for step in path.split("."):
        if isinstance(found, list):
            place = place_of(found, step)
            step = step if place is None else str(place)
        steps.append(step)
        found = child(found, step)
    return ".".join(steps)


def each(values, path):
    """`[(path, value), …]` at a path in which `*` stands for any place; nothing for nothing."""
    found = [("", values)]
    for step in path.split("."):
        found = [
            (f"{above}.{name}".lstrip("."), item)
            for above, holder in found
            for name, item in children(holder, step)
        ]
    return [(at, item) for at, item in found if item not in (None, "", [], {})]


def children(holder, step):
    """`(name, value)` one step down; all of them for `*`."""
    if step != "*":
        return [(step, child(holder, step))]
    if isinstance(holder, dict):
        return list(holder.items())
    return [(str(place), item) for place, item in enumerate(holder or ())]


def replaced(values, path, new):
    """A copy of a plain value with another one at a path; a part keeps its label."""
    if not path:
        return {**values, "value": new} if isinstance(values, dict) and "value" in values else new
    step, _dot, rest = path.partition(".")
    if isinstance(values, list):
        copy = list(values)
        copy[int(step)] = replaced(copy[int(step)], rest, new)
        return copy
    return {**values, step: replaced(values[step], rest, new)}
