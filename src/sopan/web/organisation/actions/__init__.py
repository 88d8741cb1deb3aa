"""Every write to the organisation, as verbs: check, change, record on the trail, in one go."""
