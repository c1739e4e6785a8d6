import requests
s = "  Orders/X  "
requests.get("https://api.example.com/" + s.strip().lower().replace("/x", "/y").upper() + "/" + s.split("/")[1].strip() + "/" + "a-b-c".title() + "x".zfill(3) + "abc"[1:] + "abc"[-1])
