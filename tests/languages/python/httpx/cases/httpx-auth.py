import httpx
httpx.get("https://api.example.com/", auth=("ü", "pass"), headers={"Authorization": "x"})
