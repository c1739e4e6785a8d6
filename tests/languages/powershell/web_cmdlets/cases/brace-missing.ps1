$headers = @{ a = 'b'
Invoke-RestMethod -Uri https://api.example.com/a
