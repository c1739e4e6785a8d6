import os, requests
os.environ["TOK"] = "abc"
requests.get("https://api.example.com/", headers={"X-T": os.environ["TOK"]})
