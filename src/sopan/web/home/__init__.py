"""Pages that look across all subjects: Beranda, the trail, the public portal's first page."""
