axios.post('https://api.example.com/orders/', { sku: 'LAMP' }).then((response) => console.log(response.data));
