curl https://api.example.com/v1/orders --json '{"sku": "LAMP"}'
