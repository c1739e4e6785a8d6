$BASE = 'https://api.example.com'
irm "$base/a" -METHOD delete
iwr -uri "$Base/b" -meth Options -head @{ a = 'b' }
Invoke-RestMethod api.example.com/c -CustomMethod PROPFIND
