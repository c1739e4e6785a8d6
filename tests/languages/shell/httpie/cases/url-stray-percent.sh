http 'https://api.example.com/100%/a%2Fb?off=5%'
