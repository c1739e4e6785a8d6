"""What a change of the pages does to the requests that they document."""
