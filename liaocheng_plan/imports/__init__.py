"""Tables that strangers made: files read row by row, refused with a reason, datums converted."""
