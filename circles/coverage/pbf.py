"""Whether an OSM extract in .pbf is there to its last byte.

GDAL reads what it finds of a file that breaks off and calls it whole. The format is a row of
blocks: 4 bytes with the length of a head, the head, which says how long the body is, the body
(wiki.openstreetmap.org/wiki/PBF_Format).
"""

from .refusals import Refused

LENGTH = 4
HEAD, BODY = 64 * 1024, 32 * 1024 * 1024
"""Most bytes of a head and of a body, as the format has it."""
BODY_SIZE = 3 << 3  # the field of a head that says how long the body is, a number
TEXT = 2  # the kind of a field whose number is the length of what follows


def check(path):
    """Raise `Refused` where a block is cut off or is none."""
    end = path.stat().st_size
    with path.open("rb") as file:
        while file.tell() < end:
            head = whole(file, int.from_bytes(whole(file, LENGTH, end), "big"), end, HEAD)
            size = body_size(head)
            within(file.tell() + size, end, size, BODY)
            file.seek(size, 1)


def whole(file, size, end, most=LENGTH):
    """The next bytes, all of them."""
    within(file.tell() + size, end, size, most)
    return file.read(size)


def within(there, end, size, most):
    """Raise `Refused` for a part that is larger than any may be, or goes on behind the end."""
    if size > most:
        raise Refused("damaged")
    if there > end:
        raise Refused("cut")


def body_size(head):
    """How long the body is, by its head."""
    at = 0
    try:
        while True:
            field, at = number(head, at)
            value, at = number(head, at)
            if field == BODY_SIZE:
                return value
            at += value if field & 7 == TEXT else 0
    except IndexError as error:
        raise Refused("damaged") from error


def number(data, at):
    """`(number, where it ends)`: seven bits a byte, low ones first, the last byte below 128."""
    value = shift = 0
    while True:
        byte = data[at]
        value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return value, at
