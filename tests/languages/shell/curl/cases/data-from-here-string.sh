curl https://api.example.com/orders/ --json @- <<< '{"sku": "A-1"}'
