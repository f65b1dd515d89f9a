"""Coverage: who lives within a walk of what."""
