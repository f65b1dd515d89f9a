"""Configuration comes from the environment alone; a wrong value stops the start with one line."""

import os
import re
import secrets
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def stop(name, value, expected):
    """End the process with one line that names the variable and says how to mend it."""
    sys.exit(f"{name}={value!r} 无效 / is not valid: {expected}")


def flag(name, default=False):
    """A boolean variable; stops on anything that is neither yes nor no."""
    value = os.environ.get(name, str(int(default))).strip().lower()
    if value not in TRUE | FALSE:
        stop(name, value, "1 or 0")
    return value in TRUE


def choice(name, options, default):
    """One of `options`; stops on anything else."""
    value = os.environ.get(name) or default
    if value not in options:
        stop(name, value, " | ".join(options))
    return value


def number(name, default, low, high):
    """A whole number between `low` and `high`; stops on anything else."""
    value = os.environ.get(name) or str(default)
    if not value.isdigit() or not low <= int(value) <= high:
        stop(name, value, f"a whole number from {low} to {high}")
    return int(value)


def words(name, default):
    """A comma-separated list without blanks."""
    value = os.environ.get(name, default)
    return [word.strip() for word in value.split(",") if word.strip()]


def folder(name, default):
    """A folder for files, made on first use; stops where something else bears its name."""
    path = Path(os.environ.get(name) or default).expanduser()
    if path.exists() and not path.is_dir():
        stop(name, path, "a folder")
    return path


def file(name):
    """A file that exists, as an absolute path; "" where none is named."""
    value = os.environ.get(name, "").strip()
    if value and not Path(value).is_file():
        stop(name, value, "a file that exists")
    return str(Path(value).resolve()) if value else ""


def database(default_path, name="DATABASE_URL"):
    """Django's DATABASES entry: SpatiaLite by file, or PostGIS; stops on any other scheme."""
    url = os.environ.get(name) or f"spatialite:///{default_path}"
    return database_from_url(url, name)


def database_from_url(url, name):
    """The same for a URL from elsewhere; `name` is what an error calls it."""
    scheme = url.split("://")[0]
    if scheme not in {"spatialite", "postgis"}:
        stop(name, f"{scheme}://…", "spatialite:///path or postgis://user:password@host/name")
    try:
        config = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    except ValueError:
        stop(name, f"{scheme}://…", "spatialite:///path or postgis://user:password@host/name")
    if not config.get("NAME"):
        stop(name, f"{scheme}://…", "the database's name is missing")
    if scheme == "spatialite":
        # In memory, also under pytest-xdist, whose suffix would break an absolute path.
        config["TEST"] = {"NAME": ":memory:"}
        config["OPTIONS"] = {
            **config.get("OPTIONS", {}),
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        options = config.setdefault("OPTIONS", {})
        # A client that hangs up does not stop its SQL: the server must.
        options.setdefault("options", "-c statement_timeout=60000")
    return config


def site_url():
    """SITE_URL: where people reach the portal, for links in e-mails; without a final slash."""
    value = os.environ.get("SITE_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
        stop("SITE_URL", value, "https://host, without query")
    return value.rstrip("/")


def address(name, default):
    """An e-mail address; stops on anything else."""
    value = os.environ.get(name) or default
    if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", value):
        stop(name, value, "name@host")
    return value


SMTP = {"smtp": (25, False, False), "smtp+tls": (587, False, True), "smtps": (465, True, False)}
"""Scheme: default port, TLS from the start, TLS by STARTTLS."""


def mail_server():
    """EMAIL_URL as `(Django's backend, server)`; unset, e-mails are printed to the log."""
    value = os.environ.get("EMAIL_URL") or ""
    none = {"host": "", "port": 25, "user": "", "password": "", "ssl": False, "tls": False}
    if not value:
        return "liaocheng_plan.mail.LogBackend", none
    expected = "smtp://host:25, smtp+tls://user:password@host:587 or smtps://user:password@host:465"
    try:
        url = urlsplit(value)
        port, ssl, tls = SMTP[url.scheme]
        found = {"host": url.hostname, "port": url.port or port, "ssl": ssl, "tls": tls}
    except (ValueError, KeyError):
        stop("EMAIL_URL", "…", expected)
    if not url.hostname or url.path not in ("", "/") or url.query:
        stop("EMAIL_URL", "…", expected)
    found |= {"user": unquote(url.username or ""), "password": unquote(url.password or "")}
    return "django.core.mail.backends.smtp.EmailBackend", found


def secret_key(path: Path):
    """SECRET_KEY, or one made once and kept beside the data, readable by its owner only."""
    value = os.environ.get("SECRET_KEY")
    if value is not None:
        if len(value) < 32:
            stop("SECRET_KEY", "…", "at least 32 characters")
        return value
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # another process was first; its key is read below
    return path.read_text()
