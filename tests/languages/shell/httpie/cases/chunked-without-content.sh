http --chunked DELETE https://api.example.com/orders/42
