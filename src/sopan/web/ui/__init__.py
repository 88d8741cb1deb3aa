"""What every page is made of: base templates, styles, scripts, error pages, headers."""
