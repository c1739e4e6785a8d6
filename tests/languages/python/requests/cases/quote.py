import requests
from urllib.parse import quote, urlencode, urljoin, quote_plus
requests.get(urljoin("https://api.example.com/v1/", "orders/" + quote("a/b c", safe="")) + "?" + urlencode({"q": "x y", "l": [1, 2]}, doseq=True) + "&z=" + quote_plus("ä +"))
