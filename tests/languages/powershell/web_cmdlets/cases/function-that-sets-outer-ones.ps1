$token = 'a'
function Set-Token($Value) { $script:token = $Value }
Set-Token 'b'
Invoke-RestMethod "https://api.example.com/orders/" -Headers @{ 'X-Api-Key' = $token }
