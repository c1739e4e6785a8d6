import requests
from requests.auth import HTTPDigestAuth
requests.get("https://api.example.com/", auth=HTTPDigestAuth("user", "pass"))
