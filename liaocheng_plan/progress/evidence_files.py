"""Taking evidence files in: which types, how large, and whether a file is what its name says."""

from hashlib import sha256
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import TaskEvidence
from .reach import Reach, require

LARGEST = 20 * 1024 * 1024  # bytes
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
}
SAME = {"jpeg": "jpg"}
BEGINNINGS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


@transaction.atomic
def attach(item, upload, *, user):
    """Keep an uploaded file with an item; returns the `TaskEvidence`.

    Raises `ValidationError` on `file` for a type that is not allowed, a file that is empty, too
    large, not what its name says or attached already; then nothing is stored.
    """
    require(Reach(user).edits(item))
    kind = checked_kind(upload)
    digest = digest_of(upload)
    if item.evidence.standing().filter(sha256=digest).exists():
        refuse(_("The same file is attached already."))
    return TaskEvidence.objects.create(
        item=item,
        file=upload,
        name=short_name(upload.name, kind),
        kind=kind,
        size=upload.size,
        sha256=digest,
        uploaded_by=user,
    )


@transaction.atomic
def withdraw(evidence, *, user):
    """Take a file back: it is listed no more, its row and its bytes stay."""
    require(Reach(user).edits(evidence.item))
    if evidence.withdrawn_at:
        raise ValidationError(_("The file has been withdrawn already."))
    evidence.withdrawn_at, evidence.withdrawn_by = timezone.now(), user
    evidence.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return evidence


def checked_kind(upload):
    """The type of an upload by its name, confirmed by its bytes; else `ValidationError`."""
    kind = PurePath(upload.name).suffix.lower().lstrip(".")
    kind = SAME.get(kind, kind)
    if kind not in TYPES:
        refuse(_("Files of these types are taken: %(types)s.") % {"types": "、".join(TYPES)})
    if not upload.size:
        refuse(_("The file is empty."))
    if upload.size > LARGEST:
        refuse(_("The file is larger than %(most)d MB.") % {"most": LARGEST // 1024 // 1024})
    if not is_what_it_says(upload, kind):
        refuse(_("The file is not a %(kind)s file, whatever its name says.") % {"kind": kind})
    return kind


def is_what_it_says(upload, kind):
    """Whether the bytes are of that type; Office files with macros are not."""
    upload.seek(0)
    if kind in BEGINNINGS:
        return upload.read(len(BEGINNINGS[kind])) == BEGINNINGS[kind]
    try:
        with ZipFile(upload) as archive:
            names = set(archive.namelist())
    except BadZipFile:
        return False
    return OFFICE_PARTS[kind] in names and not any("vbaProject" in name for name in names)


def digest_of(upload):
    """SHA-256 of the bytes."""
    upload.seek(0)
    found = sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    upload.seek(0)
    return found.hexdigest()


def short_name(name, kind):
    """The file's name without folders and control characters, with the ending of its type."""
    stem = "".join(c for c in PurePath(name.replace("\\", "/")).stem if c.isprintable())
    return f"{stem[:140] or 'file'}.{kind}"


def refuse(sentence):
    """Raise `ValidationError` on the file."""
    raise ValidationError({"file": sentence})
