Invoke-RestMethod -Uri https://api.example.com/a -Headers @{ Authorization = 'key=abc' } -SkipHeaderValidation
