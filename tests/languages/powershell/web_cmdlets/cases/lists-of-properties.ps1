$answer = Invoke-RestMethod -Uri "https://api.example.com/v1/crates"
$answer.items | Where-Object { $_.full -eq $true } | Sort-Object shelf, name -Descending | Select-Object id, name | Format-Table
Invoke-RestMethod -Uri "https://api.example.com/v1/shelves" | Format-Table -Property id,name -AutoSize
