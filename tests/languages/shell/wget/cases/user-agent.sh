wget -qO- -U 'Shop/1.0' --referer https://shop.example.com/ https://api.example.com/orders/
