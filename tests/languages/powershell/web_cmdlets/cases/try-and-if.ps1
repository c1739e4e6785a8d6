$base = 'https://api.example.com'
try {
    $answer = Invoke-RestMethod -Uri "$base/token" -Method Post -Body @{ id = 'x' }
    if ($answer.error) { Write-Error 'failed' } else { Write-Host 'ok' }
    Invoke-RestMethod -Uri "$base/me" -Headers @{ Authorization = "Bearer $($answer.token)" }
}
catch {
    Write-Host $_.Exception.Message
}
