curl https://api.example.com/orders/ -z "2024-01-02"
