http https://api.example.com/orders Host:a.example.com Host:b.example.com
