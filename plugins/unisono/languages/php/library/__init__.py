"""The functions and classes of PHP itself that samples use."""
