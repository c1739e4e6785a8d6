echo '{"sku": "A-1"}' | \
  http POST https://api.example.com/orders \
  content-type:application/json
