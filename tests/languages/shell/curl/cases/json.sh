curl --json '{"sku": ' --json '"A-1"}' https://api.example.com/orders/
