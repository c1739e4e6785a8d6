from http.cookiejar import MozillaCookieJar

import requests

cookies = MozillaCookieJar("cookies.txt")
with requests.Session() as session:
    session.cookies = cookies
    session.get("https://api.example.com/orders/")
    cookies.save(ignore_discard=True)
