"""Every write to the register, as verbs: check, change, record on the trail, in one go."""
