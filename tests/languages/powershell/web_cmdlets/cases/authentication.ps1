[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
$token = ConvertTo-SecureString $env:API_TOKEN -AsPlainText -Force
Invoke-RestMethod -Uri https://api.example.com/a -Authentication Bearer -Token $token
$credential = [PSCredential]::new('user', (ConvertTo-SecureString 'pa:ss' -AsPlainText -Force))
Invoke-RestMethod -Uri https://api.example.com/a -Authentication Basic -Credential $credential
$pair = [Convert]::ToBase64String([System.Text.Encoding]::ASCII.GetBytes("user:pass"))
Invoke-RestMethod -Uri https://api.example.com/a -Headers @{ Authorization = ("Basic {0}" -f $pair) }
