Invoke-RestMethod -Uri https://api.example.com/a -Method Post
Invoke-RestMethod -Uri https://api.example.com/a -Method Post -Body 'text'
Invoke-RestMethod -Uri https://api.example.com/a -Method Put -Body 'text'
Invoke-RestMethod -Uri https://api.example.com/a -Method Post -ContentType ''
Invoke-RestMethod -Uri https://api.example.com/a -Headers @{ 'Content-Type' = 'application/json' }
Invoke-RestMethod -Uri https://api.example.com/a -ContentType application/json
Invoke-RestMethod -Uri https://api.example.com/a -Method Delete -Headers @{ 'Content-Type' = 'application/json' }
