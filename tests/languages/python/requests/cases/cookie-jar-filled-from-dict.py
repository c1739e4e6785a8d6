from http.cookiejar import CookieJar

import requests
from requests.cookies import cookiejar_from_dict

jar = CookieJar()
cookiejar_from_dict({"a": "1"}, jar)
requests.get("https://api.example.com/orders/", cookies=jar)
requests.get("https://api.example.com/orders/", cookies=cookiejar_from_dict({"b": "2"}))
