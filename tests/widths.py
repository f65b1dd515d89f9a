"""Copies of a text in other widths, as input methods and careless copying leave them."""

HALVED = str.maketrans("（），。；：！？％“”〔〕", '(),.;:!?%""[]')
WIDE = 0xFEE0  # from a half-width sign to the full-width one


def halved(raw):
    """All punctuation half-width."""
    return raw.translate(HALVED)


def widened(raw):
    """All digits, letters and % full-width."""
    return "".join(
        chr(ord(sign) + WIDE) if sign.isascii() and (sign.isalnum() or sign == "%") else sign
        for sign in raw
    )
