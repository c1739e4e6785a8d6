http POST https://api.example.com/orders 'lines[-1]=A-1'
