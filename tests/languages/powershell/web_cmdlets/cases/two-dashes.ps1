Invoke-RestMethod -Uri https://api.example.com/orders/ --Method Post -Body 'text'
