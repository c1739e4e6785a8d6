"""What is known from earlier runs: kept, and used where nothing that it was made from has changed."""
