xh -a retailer https://api.example.com/
