function Get-Order($Client, $Id) {
    Invoke-RestMethod "https://api.example.com/orders/$Id/"
    $Client.GetAsync("https://api.example.com/orders/$Id/").Result
}
