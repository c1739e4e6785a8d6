"""A file as a model: front matter, includes, blocks, parameter lists, what is documented."""
