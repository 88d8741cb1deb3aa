"""The pages of the trail: reading it, verifying it, taking it along."""
