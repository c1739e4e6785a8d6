foreach ($page in (1 .. 2.5)) {
    $body = @{ page = $page; of = @{ a = @{ b = 1 } } } | ConvertTo-Json -Depth 1.5
    Invoke-RestMethod -Uri "https://api.example.com/orders" -Method Post -Body $body -ContentType "application/json"
}
