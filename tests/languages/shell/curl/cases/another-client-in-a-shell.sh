curl https://api.example.com/orders/
sh -c "wget https://api.example.com/orders/1/"
