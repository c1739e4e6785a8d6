curl -F 'note=a;headers=@fields.txt' https://api.example.com/orders/
