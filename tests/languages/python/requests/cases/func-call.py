import requests
BASE = "https://api.example.com"
def get_order(order_id, *, expand=None, **kw):
    """Get one."""
    params = {"expand": expand, **kw}
    return requests.get(f"{BASE}/orders/{order_id}", params=params).json()
print(get_order("7", expand="lines", x=1))
