$one = @(@{ id = 1 }) | ConvertTo-Json -Compress
$two = ConvertTo-Json -Compress -InputObject @(@{ id = 1 })
$three = ConvertTo-Json @(1, @(2), , @(3)) -Compress
Invoke-RestMethod -Uri https://api.example.com/a -Method Post -Body $one -ContentType application/json
Invoke-RestMethod -Uri https://api.example.com/a -Method Post -Body $two -ContentType application/json
Invoke-RestMethod -Uri https://api.example.com/a -Method Post -Body $three -ContentType application/json
