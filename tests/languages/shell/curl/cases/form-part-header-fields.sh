curl -F 'meta={"a": 1};type=application/json;headers="X-Note: first; second"' -F 'note=a;encoder=8bit' https://api.example.com/orders/
