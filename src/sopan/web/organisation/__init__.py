"""Governments, units in both hierarchies, positions, who holds them, roles, reorganisation."""
