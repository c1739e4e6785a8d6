curl https://api.example.com/orders/export -e 'https://shop.example.com/;auto' -A 'Shop 1.0' -r 0-99
