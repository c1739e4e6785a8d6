$body = @{ name = "Ada" } | ConvertTo-Json -Depth 1e300
Invoke-RestMethod -Uri "https://api.example.com/orders" -Method Post -Body $body -ContentType "application/json"
