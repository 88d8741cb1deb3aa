"""The commands of an installation: start, serve, migrate, createadmin, backup, restore, doctor."""
