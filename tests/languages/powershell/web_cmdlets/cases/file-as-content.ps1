Invoke-RestMethod -Uri https://api.example.com/files -Method Put -InFile data.bin -ContentType application/octet-stream
Invoke-RestMethod -Uri https://api.example.com/files -Method Post -Body (Get-Content -Raw data.json)
$body = [byte[]]([Text.Encoding]::UTF8.GetBytes('a') + [IO.File]::ReadAllBytes('data.bin'))
Invoke-RestMethod -Uri https://api.example.com/files -Method Post -Body $body -ContentType ''
