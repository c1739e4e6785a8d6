curl -F 'note=a;encoder=base64' https://api.example.com/orders/
