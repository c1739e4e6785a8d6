xh 'https://api.example.com:99999/'
