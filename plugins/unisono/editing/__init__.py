"""Pages while they are written: the texts that are open in an editor, and what it asks of a place in one. Knows no protocol."""
