"""The map and its layers."""
