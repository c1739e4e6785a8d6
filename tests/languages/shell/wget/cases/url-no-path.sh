wget -qO- 'https://api.example.com?x=1'
