http POST https://api.example.com/orders 'customer[name=Ann'
