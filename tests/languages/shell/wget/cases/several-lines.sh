wget --quiet \
  --method POST \
  --header 'Content-Type: application/json' \
  --body-data '{"state": "new"}' \
  --output-document - \
  https://api.example.com/orders/
