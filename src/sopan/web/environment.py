"""Reads settings from the environment; nothing else of Sopan does."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

HERE = Path(__file__).parent


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def words(name: str) -> list[str]:
    return [word.strip() for word in text(name).split(",") if word.strip()]


def flag(name: str) -> bool:
    return text(name).lower() in ("1", "true", "yes", "ya", "on")


def number(name: str, default: int) -> int:
    """A whole number. Raises ValueError that names the variable."""
    written = text(name)
    try:
        return int(written) if written else default
    except ValueError:
        raise ValueError(f"{name}: a whole number is needed, not {written!r}") from None


def folder(name: str, default: str) -> Path:
    return Path(text(name) or default).expanduser().resolve()


def secret(name: str) -> str:
    """The value of NAME, or the text of the file that NAME_FILE names."""
    if file := text(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return text(name)


def kept_key(path: Path) -> str:
    """The key in the file, which is made once; only its owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        made = path.with_suffix(f".{secrets.token_hex(8)}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(made, path)  # Of two processes that start at once the first one's key stays.
        except FileExistsError:
            pass
        except OSError:  # A file system without hard links.
            made.replace(path)
        made.unlink(missing_ok=True)
    return path.read_text(encoding="utf-8").strip()


def mail(url: str) -> dict[str, Any]:
    """Django's mail settings from `smtp://user:password@host:port/?tls=1` (or `ssl=1`)."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme != "smtp" or not parts.hostname:
        raise ValueError("SOPAN_MAIL_URL: smtp://user:password@host:port/ is needed")
    options = parse_qs(parts.query)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": options.get("tls") == ["1"],
        "EMAIL_USE_SSL": options.get("ssl") == ["1"],
        "EMAIL_TIMEOUT": 20,
    }


def provider(url: str, *, client: str, secret: str, name: str) -> dict[str, Any]:
    """allauth's settings of the government's own OpenID Connect provider; none without a URL."""
    if not url:
        return {}
    app = {
        "provider_id": "pemda",
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
