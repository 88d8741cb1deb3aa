"""The product's settings with a data folder of their own and a quick password hash."""

import os
import tempfile
from pathlib import Path

DATA_FOLDER = Path(tempfile.gettempdir()) / f"sopan-test-{os.getuid()}"
os.environ.setdefault("SOPAN_DATA", str(DATA_FOLDER))

from sopan.web.settings import *  # noqa: E402, F403
from sopan.web.settings import STATIC_ROOT  # noqa: E402

# As `sopan migrate` makes it; WhiteNoise warns where it is missing.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
