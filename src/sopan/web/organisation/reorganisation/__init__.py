"""Penataan SOTK: a plan, what it would do, and what a unit was before; plain data, no database."""
