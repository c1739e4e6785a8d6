$headers = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"
$headers.Add("Content-Type", "application/json")
$headers.Add("Authorization", "Bearer abc")

$body = @"
{
    `"id`": 8,
    `"price`": `"`$5`"
}
"@

$response = Invoke-RestMethod 'https://api.example.com/orders' -Method 'POST' -Headers $headers -Body $body
$response | ConvertTo-Json
