"""What stands in samples for the reader's own values."""

BASE, TOKEN = "http://api.example.com", "t0ken"
URL = f"{BASE}/a/1/"
