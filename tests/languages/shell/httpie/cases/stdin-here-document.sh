http POST https://api.example.com/orders <<'JSON'
{"sku": "A-1"}
JSON
