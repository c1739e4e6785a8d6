"""What JavaScript and Node.js bring along: one module for each part of their library."""
