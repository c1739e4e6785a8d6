from requests import get, post as send
get("https://api.example.com/a")
send("https://api.example.com/b", {"k": "v"})
