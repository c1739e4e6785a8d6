$id = 8
$params = @{
    Uri = "https://api.example.com/orders/$($id)?notify=yes"
    Method = 'PUT'
    Headers = @{ 'X-A' = 1; 'X-None' = $null }
    Body = '{"state": "paid"}'
    ContentType = 'application/json'
    UseBasicParsing = $true
}
Invoke-WebRequest @params | Select-Object -ExpandProperty Content
