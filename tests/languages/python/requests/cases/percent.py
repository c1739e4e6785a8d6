import requests
requests.get("https://api.example.com/%s/%d/%05.1f/%%/%(x)s" % ("a", 1, 2.0) if False else "https://api.example.com/%s/%d/%05.1f/%%41" % ("a", 1, 2.0))
