"""httpx, as Python samples use it."""
