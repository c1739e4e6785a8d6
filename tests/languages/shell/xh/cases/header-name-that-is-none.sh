xh https://api.example.com/ 'X Key:abc'
