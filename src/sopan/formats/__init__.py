"""One module for each file format; read() and write() side by side where both exist."""
