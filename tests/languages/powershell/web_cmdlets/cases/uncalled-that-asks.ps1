function Get-Order($Id) {
    if ($Id) {
        Invoke-RestMethod "https://api.example.com/orders/$Id/"
    }
}
