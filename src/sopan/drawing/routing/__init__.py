"""Routes arrows on the logical grid of a page, before anything has a size."""
