"""A page to HTML, without MkDocs."""
