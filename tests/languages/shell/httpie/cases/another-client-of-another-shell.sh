http https://api.example.com/orders/
Invoke-RestMethod https://api.example.com/orders/1/
