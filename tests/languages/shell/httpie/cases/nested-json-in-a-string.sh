http POST https://api.example.com/orders customer=Ann 'customer[name]=Ann'
