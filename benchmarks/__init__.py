"""Measures how long Unisono takes, on sites that it generates; README.md in this folder says what and how."""
