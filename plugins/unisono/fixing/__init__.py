"""Findings → edits of the text, each verified by reading the page again with it."""
