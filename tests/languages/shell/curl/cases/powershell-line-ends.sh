curl -X POST https://api.example.com/v1/crates `
  -H "Content-Type: application/json" `
  -d '{\"name\": \"A\"}'
