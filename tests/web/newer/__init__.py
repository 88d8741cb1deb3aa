"""An app as a newer Sopan might have, to try backups of older and newer programs with."""
