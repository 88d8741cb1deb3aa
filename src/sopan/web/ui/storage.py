"""Static files under names that change with their content."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

MODULES = "register/*.js"
IMPORT = r'(?P<matched>from "(?P<url>\./[^"]+)";)'


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # It has no types.
    """Names in `import` statements of Sopan's modules change too, so that no old one is kept.

    Django can do this for all scripts, but fails at those that others wrote for bundlers.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (MODULES, ((IMPORT, 'from "%(url)s";'),)),
    )
