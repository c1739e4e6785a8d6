"""The documented requests sent to a server, and its answers compared with what the pages say of them."""
