from requests import Request, Session

prepared = Request("POST", "https://api.example.com/orders/", data={"state": "open"}).prepare()
prepared.body = "state=open&note=late"
Session().send(prepared)
