"""Runs the cases of `tests/languages/` with the real clients, against a recording server on loopback."""
