Invoke-RestMethod -Uri https://api.example.com/a -Method PROPFIND
