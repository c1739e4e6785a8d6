curl -X PATCH https://api.example.com/v1/crates/1 \
  -H 'Content-Type: application/json' \
  # only what changes
  -d '{"name": "B"}'
