requests.post('https://api.example.com/orders', json={'sku': 'LAMP'}, timeout=3)
