Invoke-RestMethod -Uri https://api.example.com/orders/ `

"all is well"
