from http.cookiejar import MozillaCookieJar

import requests

cookies = MozillaCookieJar()
cookies.load("cookies.txt")
requests.get("https://api.example.com/orders/", cookies=cookies)
