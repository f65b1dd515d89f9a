"""How records are written from outside: declared once by the subject, for every way in.

The rules themselves are functions of the subject: the same ones that its pages and its workbook
call. They take the user first and raise `ValidationError` or `PermissionDenied`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

CONFLICTS = ("conflict", "locked", "submitted", "state", "open")
"""Codes of a `ValidationError` that tells of the record's state, not of what was sent."""


@dataclass(frozen=True)
class Scope:
    """What a token can be limited to: its name, in words, and the permission its owner needs."""

    name: str
    label: str
    permission: str


@dataclass(frozen=True)
class Action:
    """A step that is more than a change of fields, such as submitting or returning.

    `function(user, record, **texts)` gives the record; `fields` are the texts it asks for, such as
    a reason. `state` is the state it leads to: writing that state does the same.
    """

    name: str
    label: str
    scope: str
    function: Callable
    fields: tuple = ()
    state: str = ""


@dataclass(frozen=True)
class Writing:
    """Which fields of a collection can be written, under which scope, and by which rules.

    `create(user, values)` and `change(user, record, values)` give the record, `delete(user,
    record)` nothing; what is None cannot be done. `values` holds only what was sent, as Python
    values: related records themselves, `Decimal`, `date`. `example` is a record as it may be sent.
    """

    scope: str
    fields: tuple
    required: tuple = ()
    create: Callable | None = None
    change: Callable | None = None
    delete: Callable | None = None
    actions: tuple = ()
    example: dict = field(default_factory=dict)

    @property
    def scopes(self):
        """All scopes that allow to write something here."""
        return tuple(dict.fromkeys([self.scope, *(action.scope for action in self.actions)]))

    @property
    def texts(self):
        """The texts that leading to a state may ask for."""
        leading = [action for action in self.actions if action.state]
        return tuple(dict.fromkeys(name for action in leading for name in action.fields))

    def leading_to(self, state):
        """The action that leads to a state, or None."""
        return next((action for action in self.actions if action.state == state), None)


READ_UNAPPROVED = Scope(
    "read:unapproved",
    _("Read drafts and returned reports of one’s own areas"),
    "progress.view_unapproved",
)

_writings: dict[str, Writing] = {}
_scopes: dict[str, Scope] = {READ_UNAPPROVED.name: READ_UNAPPROVED}


def register(collection: str, writing: Writing, scopes: tuple[Scope, ...] = ()):
    """Make a collection writable, and add the scopes that this asks for."""
    if collection in _writings:
        raise ValueError(f"writing of {collection!r} is declared twice")
    _scopes.update({scope.name: scope for scope in scopes})
    _writings[collection] = writing


def get(collection):
    """How a collection is written, by its name; None where it is read-only."""
    return _writings.get(collection)


def names():
    """The collections that are written to."""
    return tuple(_writings)


def scopes():
    """All scopes, in the order of their declaration."""
    return tuple(_scopes.values())


def scopes_for(user):
    """The scopes that mean something to a user: what the account itself may do."""
    return tuple(scope for scope in scopes() if user.has_perm(scope.permission))
