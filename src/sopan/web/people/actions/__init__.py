"""Everything that changes accounts, their sessions and administrator power."""
