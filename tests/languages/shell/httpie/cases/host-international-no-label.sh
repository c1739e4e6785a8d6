http https://bücher_api.example.com/orders
