import requests
requests.get("https://api.example.com/\ud800?q=\udfff")
