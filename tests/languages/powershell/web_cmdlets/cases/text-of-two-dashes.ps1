Invoke-RestMethod -Uri https://api.example.com/orders -UserAgent --foo
