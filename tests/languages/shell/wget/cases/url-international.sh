wget -qO- 'https://münchen.example.com/orders/'
