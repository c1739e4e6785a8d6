Invoke-RestMethod -Uri https://api.example.com/a -Method Post -Body @{ a = 1; A = 2 }
