import requests

requests.post(
    'https://api.example.com/orders',
    data=json.dumps({'sku': 'LAMP'}),
    auth=HTTPBasicAuth('reader', 'secret'),
    headers={'Content-Type': 'application/json', 'X-Who': os.environ['WHO'], 'X-Trace': base64.b64encode(b'trace').decode()},
)
