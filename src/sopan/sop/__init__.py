"""What an SOP is: pure values and functions; no files, no clock, no environment."""
