"""API documentation whose samples send the same request."""
