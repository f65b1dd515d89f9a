"""The texts that the code and the templates mark for translation, as they stand."""

import ast
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

FOLDERS = ("liaocheng_plan", "zones", "circles", "markets", "logistics", "templates")
CONTEXT = (1, "c")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (CONTEXT, 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (CONTEXT, 2, 3)),
}


def marked_texts():
    """`{(context, text): place}` of every marked text; the singular stands for a pair."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in (".py", ".html") and "migrations" not in path.parts:
                found.update(texts_of(path))
    return found


def texts_of(path: Path):
    """The same of one file."""
    code, language = path.read_text(encoding="utf-8"), "python"
    if path.suffix == ".html":
        # Django writes a template as calls between filler; only a lenient lexer reads that.
        code, language = templatize(code), "javascript"
    for line, texts, _comments, context in extract(language, BytesIO(code.encode()), KEYWORDS):
        text = texts if isinstance(texts, str) else texts[0]
        yield (context, text), f"{path.relative_to(settings.BASE_DIR)}:{line}"


def unseen_calls():
    """`path:line` of calls whose text nobody collects: no literal, or within an f-string."""
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            formatted = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
            within = {id(part) for node in formatted for part in ast.walk(node)}
            for call in filter(marks_text, ast.walk(tree)):
                if id(call) in within or not all(map(is_literal, texts_in(call))):
                    yield f"{path.relative_to(settings.BASE_DIR)}:{call.lineno}"


def marks_text(node):
    """Whether a node is a call that marks a text."""
    return isinstance(node, ast.Call) and name_of(node.func) in KEYWORDS


def name_of(function):
    """The last part of a function's name; "" for what has none."""
    return getattr(function, "id", getattr(function, "attr", ""))


def texts_in(call):
    """The arguments that have to be literal: context, singular and plural."""
    name = name_of(call.func)
    return call.args[: 1 + name.startswith(("p", "np")) + name.startswith(("ng", "np"))]


def is_literal(argument):
    """Whether an argument stands in the code as it is said."""
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str)
