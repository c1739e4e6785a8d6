Write-Host --- orders ---
Write-Output --verbose
Invoke-RestMethod -Uri 'https://api.example.com/orders'
