"""What Python brings along: one module for each part of its library."""
