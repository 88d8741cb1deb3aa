"""The product's settings, with a password hash that takes no time."""

from sopan.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
