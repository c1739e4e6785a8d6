curl https://api.example.com/orders/ -z 'Tue, 02 Jan 2024 10:11:12 GMT'
