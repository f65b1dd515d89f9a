"""Floods are held off without knowing anybody: counts by a salted hash, forgotten every day.

The salt is random, lives in the cache alone and is replaced with the day; then nothing tells any
more which address a hash was made of. Nothing of this is kept beside an answer. Counting is not
atomic: at the same instant a few more may slip through, which the limits allow for.
"""

import secrets
from hashlib import sha256

from django.core.cache import caches
from django.utils import timezone

ADDRESS_MOST, ADDRESS_SECONDS = 30, 600  # a whole house may stand behind one address
SURVEY_MOST, SURVEY_SECONDS = 120, 60
BURST_MOST, BURST_SECONDS = 5, 600  # equal answers
CACHE = "surveys"


def salt():
    """The salt of today."""
    day, cache = timezone.localdate().isoformat(), caches[CACHE]
    found = cache.get("salt")
    if not found or found[0] != day:
        cache.set("salt", (day, secrets.token_hex(16)), 60 * 60 * 25)
        found = cache.get("salt")
    return found[1]


def count(name, seconds):
    """How many times this was counted in the stretch of time that its first one began."""
    cache, key = caches[CACHE], sha256(f"{salt()}:{name}".encode()).hexdigest()
    if cache.add(key, 1, seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ended in between
        cache.set(key, 1, seconds)
        return 1


def is_flooded(survey, address):
    """Whether one more answer is too much, from this address or for this survey."""
    if count(f"a:{survey.token}:{address}", ADDRESS_SECONDS) > ADDRESS_MOST:
        return True
    return count(f"s:{survey.token}", SURVEY_SECONDS) > SURVEY_MOST


def is_burst(survey, fingerprint):
    """Whether answers equal to this one come in numbers."""
    return count(f"b:{survey.token}:{fingerprint}", BURST_SECONDS) >= BURST_MOST
