import requests
import urllib.parse
requests.get("https://api.example.com/" + urllib.parse.quote("ü/x"))
