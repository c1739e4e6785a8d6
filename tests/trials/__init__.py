"""Runs the cases of every client with the real clients, against a recording server on loopback."""
