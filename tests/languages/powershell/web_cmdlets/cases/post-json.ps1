$headers = @{
    "Authorization" = "Bearer $env:API_TOKEN"
    Accept = 'application/json'
}
$body = @{
    name = "Zoë ""x"" `u{e9}"
    tags = @("a", "b")
    price = 1.50d
    count = 2.0
    none = $null
    ok = $true
} | ConvertTo-Json

$response = Invoke-RestMethod -Uri "https://api.example.com/orders" `
    -Method Post -Headers $headers -Body $body -ContentType "application/json"
$response | ConvertTo-Json
Write-Host $response.id
