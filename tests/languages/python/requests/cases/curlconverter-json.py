import requests

headers = {
    # Already added when you pass json=
    # 'Content-Type': 'application/json',
    'Authorization': 'Bearer token',
}

json_data = {
    'order_uuid': '7c973d2d',
    'qty': 3,
    'gift': True,
    'note': None,
}

response = requests.post('https://api.example.com/orders', headers=headers, json=json_data)

# Note: json_data will not be serialized by requests
# exactly as it was in the original request.
#data = '{"order_uuid":"7c973d2d"}'
#response = requests.post('https://api.example.com/orders', headers=headers, data=data)
