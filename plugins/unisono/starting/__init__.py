"""What a new site, and a new page, begins with."""
