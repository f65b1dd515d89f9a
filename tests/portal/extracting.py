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
    """Where a call marks for translation what is no literal text: no catalogue can have it."""
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and not all(map(is_text, marked(node))):
                    yield f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}"


def marked(call):
    """The arguments of a call that are texts to translate; none of any other call."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name not in KEYWORDS:
        return []
    numbers = [number for number in KEYWORDS[name] or (1,) if isinstance(number, int)]
    return call.args[: max(numbers)]


def is_text(node):
    """Whether it is a text as it stands."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
