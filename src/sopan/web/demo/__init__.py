"""The demonstration: two governments built from published lists of their offices."""
