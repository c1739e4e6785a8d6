import requests
requests.get("https://api.example.com/a\n/b\tc")
