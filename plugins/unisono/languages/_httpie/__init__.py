"""How HTTPie reads its command line, and what it sends."""
