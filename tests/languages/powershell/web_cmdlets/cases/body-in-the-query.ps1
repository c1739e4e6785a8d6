Invoke-RestMethod https://api.example.com/orders -Body ([ordered]@{ state = 'new & late'; page = 2 })
Invoke-RestMethod https://api.example.com/orders?a=b -Body @{ c = $null }
