"""Reading the form of a round: what was typed, as values for `rounds.save_form`."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from liaocheng_plan.progress import typed


@dataclass
class Typed:
    """What was typed: texts by `(slot, input)`, values and stamps by slot, and what is wrong."""

    texts: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    stamps: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)

    def touched(self, slot):
        """Whether a line says something else than its form showed in the first place."""
        if slot in self.errors:
            return True
        given = self.values.get(slot)
        return given is not None and typed.stamp(given) != self.stamps.get(slot, "")


def read(lines, post):
    """The `Typed` of a posted form; lines that are locked or not in the form are left out."""
    found = Typed()
    for line in lines:
        if not line.locked and f"stamp:{line.slot}" in post:
            found.stamps[line.slot] = post[f"stamp:{line.slot}"]
            read_line(line, post, found)
    return found


def read_line(line, post, found):
    """Add one line to what was typed."""
    numbers, wrong = {}, []
    for name in line.inputs:
        text = found.texts[line.slot, name] = post.get(f"{name}:{line.slot}", "")
        try:
            numbers[name] = typed.number(text)
        except ValidationError as error:
            wrong += error.messages
    note = found.texts[line.slot, "note"] = clean(post.get(f"note:{line.slot}", ""))
    if wrong:
        found.errors[line.slot] = wrong
    else:
        found.values[line.slot] = typed.gathered(numbers, note)


def clean(note):
    """A note without control characters at its ends and in it."""
    return "".join(char for char in note if char.isprintable()).strip()
