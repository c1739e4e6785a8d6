import requests
a = 5
requests.post("https://api.example.com/orders", data=f"""{{
  "a": {a},
  "b": "\u00e9\n"
}}""".encode())
