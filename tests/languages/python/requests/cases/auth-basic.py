import requests
from requests.auth import HTTPBasicAuth
requests.get("https://api.example.com/", auth=HTTPBasicAuth("user", "pass"), headers={"Authorization": "Bearer x"})
