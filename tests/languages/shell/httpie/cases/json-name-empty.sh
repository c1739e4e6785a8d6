http --json POST https://api.example.com/orders =''
