"""Samples run for real, behind a wall, against a server on loopback that records what they send."""
