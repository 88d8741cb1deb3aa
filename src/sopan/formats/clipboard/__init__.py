"""What a browser gives when a table is pasted: cells, rows, steps (docs/paste.md)."""
