from requests import Request, Session

prepared = Request("POST", "https://api.example.com/orders/", data={"state": "open"}).prepare()
prepared.body = "state=done"
Session().send(prepared)

prepared = Request("GET", "https://api.example.com/orders/").prepare()
prepared.body = "state=open"
Session().send(prepared)
