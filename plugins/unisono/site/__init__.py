"""What the Markdown extension and the MkDocs plugin draw and write, from a page's model."""
