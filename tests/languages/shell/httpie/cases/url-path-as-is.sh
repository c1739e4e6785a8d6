http --path-as-is https://api.example.com/v1/../orders
