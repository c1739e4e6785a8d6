http --form POST https://api.example.com/orders 'lines:=[1]'
