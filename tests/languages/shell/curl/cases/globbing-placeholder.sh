curl 'https://api.example.com/orders/{order_id}/cancel/'
