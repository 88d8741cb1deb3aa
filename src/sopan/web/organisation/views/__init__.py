"""The pages of the organisation, one module for each subject."""
