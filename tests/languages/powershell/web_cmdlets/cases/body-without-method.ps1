$body = @{ id = 8 } | ConvertTo-Json -Compress
Invoke-RestMethod -Uri https://api.example.com/orders -Body $body -ContentType application/json
