import requests
requests.get("https://api.example.com/{}/{}/{:03d}/{name!r:>6}/{{}}".format("orders", 7, 5, name="z"))
