curl https://api.example.com/v1/../orders/./17/ https://api.example.com/a/..
