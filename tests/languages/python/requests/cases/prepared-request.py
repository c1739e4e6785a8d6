from requests import Request, Session

session = Session()
session.headers["X-Session"] = "1"
prepared = session.prepare_request(Request("put", "http://api.example.com/orders", json={"a": 1}, params={"q": "z"}))
prepared.headers["X-Two"] = "2"
del prepared.headers["Content-Type"]
session.send(prepared, timeout=5)
session.send(Request("POST", "http://api.example.com/orders", data={"a": 1}).prepare())
