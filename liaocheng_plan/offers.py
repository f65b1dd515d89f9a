"""What subjects offer to the pages: one of each kind, declared once, found by its kind."""

_offered: dict[type, object] = {}


def register(offer):
    """Declare what a subject offers; a second one of the same kind is a `ValueError`."""
    kind = type(offer)
    if kind in _offered:
        raise ValueError(f"{kind.__name__} is declared twice")
    _offered[kind] = offer


def of(kind):
    """The declared offer of a kind; `KeyError` if no subject declares one."""
    return _offered[kind]
