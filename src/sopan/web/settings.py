"""The settings of an installation, all from the environment; the defaults suit a small office.

| variable | meaning | default |
|---|---|---|
| `SOPAN_DATA` | folder of the database, the secret key, static files | `./data` |
| `DATABASE_URL` | `postgres://user:password@host/name`; with `sopan[postgres]` | SQLite there |
| `SOPAN_HOSTS` | names under which the pages are opened, by commas | this machine |
| `SOPAN_SECURE` | `1` where the pages are opened by https | `0` |
| `SOPAN_SECRET_KEY` | or `SOPAN_SECRET_KEY_FILE`; at least 50 characters | made once, there |
| `SOPAN_DEBUG` | `1` shows developers what failed | `0` |
| `SOPAN_PROXIES` | how many proxies stand in front of the server | `0` |
| `SOPAN_MAIL_URL` | `smtp://user:password@host:587/?tls=1` | mails are printed |
| `SOPAN_MAIL_FROM` | the sender of mails | `sopan@localhost` |
| `SOPAN_OIDC_URL` | sign in through the government's own OpenID Connect provider | off |
| `SOPAN_OIDC_CLIENT`, `SOPAN_OIDC_SECRET`, `SOPAN_OIDC_NAME` | what that provider gave | |
| `SOPAN_OIDC_GOVERNMENT` | code of the government that it serves | where there is only one |

`NAME_FILE` is read for every secret `NAME`: the file holds the value.
"""

from __future__ import annotations

from typing import Any

import dj_database_url

from sopan.web import environment as env

DATA = env.folder("SOPAN_DATA", "data")
DEBUG = env.flag("SOPAN_DEBUG")
SECRET_KEY = env.secret("SOPAN_SECRET_KEY") or env.kept_key(DATA / "secret-key")
ALLOWED_HOSTS = env.words("SOPAN_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
SECURE = env.flag("SOPAN_SECURE")
PROXIES = env.number("SOPAN_PROXIES", 0)

INSTALLED_APPS = [
    "sopan.web.ui",
    "sopan.web.trail",
    "sopan.web.people",
    "sopan.web.organisation",
    "sopan.web.register",
    "sopan.web.home",
    "sopan.web.demo",
    # Before Django's: of two translations of a word, the first counts.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sopan.web.ui.middleware.ContentSecurity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sopan.web.home.middleware.LanguageAndClock",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "sopan.web.ui.middleware.NoNul",
    "sopan.web.people.middleware.FirstPassword",
    "sopan.web.ui.middleware.WrongMethod",
]

ROOT_URLCONF = "sopan.web.urls"
WSGI_APPLICATION = "sopan.web.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sopan.web.home.context.page",
            ],
        },
    }
]

# Data

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(DATA / "sopan.sqlite3"),
    # IMMEDIATE: a transaction that reads first and writes later would fail where another has
    # written in between; so each one takes its turn from the start.
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
DATABASE_URL = env.secret("DATABASE_URL")
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
    if DATABASE_URL
    else SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        # Limits of attempts must count over all processes of the server.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # The usual 300 would forget attempts as soon as an office signs in.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "sopan.web.ui.storage.StaticFiles"},
}

# Language and time

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [env.HERE / "locale"]
TIME_ZONE = "Asia/Jakarta"

# Security

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE and not PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "sopan.web.ui.errors.csrf_failed"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
# The grid of an SOP of 200 rows, with several symbols in most, is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8_000

# Accounts

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["sopan.web.people.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "sopan.web.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"login": "sopan.web.people.forms.SignInForm"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Sopan] "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
# Each page would write; when somebody signed in is enough.
USERSESSIONS_TRACK_ACTIVITY = False
USERSESSIONS_ADAPTER = "sopan.web.people.adapters.SessionsAdapter"
MFA_FORMS = {
    "activate_totp": "sopan.web.people.forms.CodeForm",
    "add_webauthn": "sopan.web.people.forms.PasskeyForm",
}
MFA_ADAPTER = "sopan.web.people.adapters.SecondStepAdapter"
# Addresses are given by administrators; nobody confirms them.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Sopan"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

SOCIALACCOUNT_ADAPTER = "sopan.web.people.adapters.ProviderAdapter"
# A form may not lead to another host (`form-action 'self'`), a link may.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = env.provider(
    env.text("SOPAN_OIDC_URL"),
    client=env.text("SOPAN_OIDC_CLIENT"),
    secret=env.secret("SOPAN_OIDC_SECRET"),
    name=env.text("SOPAN_OIDC_NAME", "Akun pemerintah daerah"),
)
PROVIDER_GOVERNMENT = env.text("SOPAN_OIDC_GOVERNMENT")

# Mail

vars().update(env.mail(env.secret("SOPAN_MAIL_URL")))
DEFAULT_FROM_EMAIL = env.text("SOPAN_MAIL_FROM", "sopan@localhost")

# What failed, to the server's standard error: Django by itself would only mail it

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR"},
        # Whoever looks for holes asks under other names all the time.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
