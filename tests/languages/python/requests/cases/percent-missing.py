import requests
requests.get("https://api.example.com/%s/%s" % "a")
