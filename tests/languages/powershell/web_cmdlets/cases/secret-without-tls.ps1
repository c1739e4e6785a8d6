$token = ConvertTo-SecureString 'abc' -AsPlainText -Force
Invoke-RestMethod -Uri http://api.example.com/a -Authentication Bearer -Token $token
