echo '{"sku": "A-1"}' | curl https://api.example.com/orders/ -H 'Content-Type: application/json' -d @-
