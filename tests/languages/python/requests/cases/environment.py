import os
import requests

requests.get(
    f"{os.environ['ORDERS_URL']}/orders/{os.getenv('ORDER_ID')}?page=1&q=a b",
    headers={"Authorization": "Bearer " + os.environ.get("TOKEN")},
)
