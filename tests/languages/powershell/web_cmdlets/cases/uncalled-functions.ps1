$base = 'https://api.example.com'

function Get-Headers([string]$Token) {
    @{ Authorization = "Bearer $Token" }
}

function New-Order {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [string]$Token,
        [int]$Count,
        [string]$Kind = 'retail',
        [switch]$Force,
        $Order
    )
    $headers = Get-Headers -Token $Token
    if ($Force) { $headers['X-Force'] = '1' }
    $body = @{ order = $Order; count = $Count } | ConvertTo-Json
    return Invoke-RestMethod -Method Post -Uri "$base/orders/$Kind/" -Headers $headers -Body $body -ContentType 'application/json'
}

function Get-Order($Id) {
    Invoke-RestMethod "$base/orders/$Id/"
}
