"""Random numbers of surveys: addresses, one-time forms, the mark of a browser that answered."""

import secrets
import time
from hashlib import sha256

from django.core import signing

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter that is taken for another on paper
LENGTH = 12  # 59 bits
FORM_SALT = "surveys.form"
FORM_AGE = 60 * 60 * 24  # seconds until a form has to be loaded anew


def new_token():
    """The address of a survey: short enough to be typed, too long to be guessed."""
    return "".join(secrets.choice(ALPHABET) for _number in range(LENGTH))


def hashed(survey, text):
    """A hash that means nothing outside its survey."""
    return sha256(f"{survey.token}:{text}".encode()).hexdigest()


def new_form(survey, age=0):
    """A signed one-time form: proves that it came from here, for this survey, and when.

    `age` in seconds: one that replaces an older form need not be waited for.
    """
    said = {"s": survey.token, "n": secrets.token_urlsafe(9), "t": int(time.time() - age)}
    return signing.dumps(said, salt=FORM_SALT)


def read_form(survey, text):
    """`(hash of its number, age in seconds)`; None for a form that is not ours or too old."""
    try:
        said = signing.loads(text, salt=FORM_SALT, max_age=FORM_AGE)
    except signing.BadSignature:
        return None
    if said["s"] != survey.token:
        return None
    return hashed(survey, said["n"]), time.time() - said["t"]


def new_browser():
    """The random mark that a browser keeps after answering."""
    return secrets.token_urlsafe(16)
