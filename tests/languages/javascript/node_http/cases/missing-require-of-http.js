http.get('http://api.example.com/orders/', (res) => console.log(res.statusCode));
