"""Sopan draws, checks and keeps the SOPs of an Indonesian local government."""

__version__ = "0.1.0"
