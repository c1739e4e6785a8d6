"""The requests of pages in other formats, one module a format."""
