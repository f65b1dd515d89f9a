"""Honest coverage: who lives within a walk of what, by streets or by a corrected straight line."""
