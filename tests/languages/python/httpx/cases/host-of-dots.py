import httpx

httpx.get("https://.../orders/")
