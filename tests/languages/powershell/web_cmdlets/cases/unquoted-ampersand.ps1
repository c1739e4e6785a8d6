Invoke-RestMethod -Uri https://api.example.com/a?b=c&d=e
