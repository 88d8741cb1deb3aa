"""The product's settings for the real server; with the page of all components."""

from sopan.web.settings import *  # noqa: F403

ROOT_URLCONF = "tests.web.browser.urls"
