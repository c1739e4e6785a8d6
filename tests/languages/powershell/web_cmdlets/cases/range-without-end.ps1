foreach ($page in (1 .. 1e999)) {
    Invoke-RestMethod -Uri "https://api.example.com/orders?page=$page"
}
