Invoke-RestMethod -Uri https://api.example.com/a -Authentication Bearer -Token 'abc'
