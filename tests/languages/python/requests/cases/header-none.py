import requests
requests.get("https://api.example.com/", headers={"X-A": None, "Accept": None, "User-Agent": None})
