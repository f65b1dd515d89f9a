"""Collections, and a page for every record."""
