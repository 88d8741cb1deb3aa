"""The commands of an installation: a module each, with its click command under `command`.

Modules import Django inside their functions: `sopan --help` and `sopan check` answer without it.
"""
