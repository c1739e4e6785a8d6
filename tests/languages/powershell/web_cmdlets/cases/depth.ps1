$body = [ordered]@{ a = @{ b = @{ c = @{ d = 1 } } }; list = @(@{ e = @(1, 2) }) }
Invoke-RestMethod -Uri https://api.example.com/a -Method Post -Body ($body | ConvertTo-Json -Compress) -ContentType application/json
