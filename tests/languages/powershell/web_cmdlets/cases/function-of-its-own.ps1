function Get-Order($Id) {
    Invoke-RestMethod -Uri "https://api.example.com/orders/$Id"
}
Get-Order 8
