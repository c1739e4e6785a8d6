axios.get('https://api.example.com/orders/');
