$soql = 'select id, name from Account'
$sql = @"
SELECT id, name
FROM orders
"@
Invoke-RestMethod -Uri 'https://api.example.com/query' -Method Post -ContentType 'text/plain' -Body $soql
Invoke-RestMethod -Uri 'https://api.example.com/query' -Method Post -ContentType 'text/plain' -Body $sql |
    Select-Object id, name
