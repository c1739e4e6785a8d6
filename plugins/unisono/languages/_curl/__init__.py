"""How curl reads its command line, and what it sends."""
