$body = "it’s"
Invoke-RestMethod -Uri https://api.example.com/a -Method Post -Body $body
Invoke-RestMethod -Uri https://api.example.com/a -Method Post -Body "say `“hi`”"
Invoke-RestMethod -Uri https://api.example.com/a -Method Post -Body 'it’s'
