"""From an SOP to a Drawing: pages of lines, shapes and wrapped text in millimetres."""
