"""Those of the installations of the tests, with that app."""

from tests.web.installed import *  # noqa: F403
from tests.web.installed import INSTALLED_APPS as OF_TODAY

INSTALLED_APPS = [*OF_TODAY, "tests.web.newer"]
