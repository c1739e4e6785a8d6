import httpx

httpx.get(httpx.URL(scheme="https", host="api.example.com", path="/orders/"))
