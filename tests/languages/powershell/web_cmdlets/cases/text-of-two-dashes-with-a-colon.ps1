Invoke-RestMethod -Uri https://api.example.com/orders -Method Post -Body --date:2024-01-01
