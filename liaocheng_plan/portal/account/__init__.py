"""What belongs to the person signed in."""
