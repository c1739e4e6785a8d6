Invoke-RestMethod -Uri https://api.example.com/a -SessionVariable session
