import requests
with requests.Session() as s:
    s.headers["X-Token"] = "t"
    s.cookies.set("sid", "42")
    s.cookies.update({"b": "c"})
    s.put("https://api.example.com/orders/1", data="raw", cookies={"d": "e"})
