$credential = Get-Credential
Invoke-RestMethod -Uri https://api.example.com/a -Credential $credential
