$headers = @{ a = 'b' }
Write-Host 'Invoke-RestMethod'
