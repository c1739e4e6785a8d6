wget -qO- 'https://api.example.com:99999/orders/'
