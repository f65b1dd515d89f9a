"""The wall for a big screen."""
