import requests, hashlib, hmac
body = '{"a":1}'
sig = hmac.new(b"secret", body.encode(), hashlib.sha256).hexdigest()
requests.post("https://api.example.com/", data=body, headers={"X-Signature": sig, "X-MD5": hashlib.md5(body.encode("utf-8")).hexdigest()})
