"""The product's settings for the real server of the browser tests."""

from sopan.web.settings import *  # noqa: F403

# With the page of all components.
ROOT_URLCONF = "tests.web.browser.urls"
# Thirty accounts are made; the product's hash takes its time for each.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
