import requests
requests.get("https://:token@api.example.com/")
