Invoke-RestMethod -Uri https://api.example.com/a -Header @{ a = 'b' } -Payload 'x'
