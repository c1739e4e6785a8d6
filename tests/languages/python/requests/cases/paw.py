# Install the Python Requests library:
# `pip install requests`

import requests
import json


def send_request():
    # Cancel order
    # PATCH https://api.example.com/orders/cancel/

    try:
        response = requests.patch(
            url="https://api.example.com/orders/cancel/",
            params={
                "dry": "1",
            },
            headers={
                "Authorization": "Token 123",
                "Content-Type": "application/json; charset=utf-8",
            },
            data=json.dumps({
                "order_uuid": "7c973d2d",
                "reason": "It\'s late",
                "lines": [
                    1,
                    2.50
                ]
            })
        )
        print('Response HTTP Status Code: {status_code}'.format(
            status_code=response.status_code))
        print('Response HTTP Response Body: {content}'.format(
            content=response.content))
    except requests.exceptions.RequestException:
        print('HTTP Request failed')
