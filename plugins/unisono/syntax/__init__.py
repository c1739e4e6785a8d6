"""Readers of syntax that several clients' samples share. They keep the place of every value."""
