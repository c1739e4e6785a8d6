import requests
from collections import OrderedDict
requests.post("https://api.example.com/", json=OrderedDict([("a", 1), ("b", 2)]))
