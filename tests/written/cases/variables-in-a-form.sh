curl https://api.example.com/orders/ -d "name=$NAME" -d page=2
