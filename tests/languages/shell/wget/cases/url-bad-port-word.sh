wget -qO- 'https://api.example.com:port/orders/'
