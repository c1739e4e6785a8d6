import requests
try:
    requests.get(undefined_url)
except NameError:
    requests.get("https://api.example.com/fallback")
