printf 'sku,%s\n' A-1 | curl -T - https://api.example.com/orders/import
