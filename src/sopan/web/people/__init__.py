"""Persons of a government and their accounts: signing in, sessions, administrator power."""
