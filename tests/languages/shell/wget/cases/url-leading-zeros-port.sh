wget -qO- 'https://api.example.com:08443/orders/'
