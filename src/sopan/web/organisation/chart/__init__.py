"""The official chart (bagan organisasi): read, fold, lay out, draw; plain data in between."""
