import requests
requests.get("https://api.example.com/a/./b/../c/..")
