"""Which state of a record somebody saw: the version in its `ETag`, and what `If-Match` asks for.

A version is a hash of the record's own columns: any change of the row changes it, however it was
made. The `ETag` of a record is `"<version>.<hash of this answer>"`, so every form and language of
the same state is accepted by `If-Match`, while `If-None-Match` still notices that only the
answer changed. Lists carry the version alone, as `etag` of each record.
"""

import json
import re
from hashlib import sha256

from . import problems

TAG = re.compile(r'(?:W/)?"([^"]*)"')
LETTERS = 16  # of 64: enough, as nobody gains by a collision


def version_of(record):
    """The version of a record as it was read from the database."""
    columns = [getattr(record, field.attname) for field in record._meta.concrete_fields]
    return digest(json.dumps(columns, default=str).encode())


def digest(content):
    """A short hash of bytes."""
    return sha256(content).hexdigest()[:LETTERS]


def check(record, sent):
    """Raise unless `sent`, an `If-Match` header or an `etag`, names the record's version.

    `*` would overwrite what nobody has read: it counts as nothing sent.
    """
    tags = TAG.findall(sent or "") or [word.strip() for word in (sent or "").split(",")]
    versions = {tag.partition(".")[0] for tag in tags} - {"", "*"}
    if not versions:
        raise problems.Refused(428)
    if version_of(record) not in versions:
        raise problems.Refused(412)


def mark(response, version):
    """Give the answer of one record its `ETag`."""
    response["ETag"] = f'"{version}.{digest(response.content)}"'
