$form = [ordered]@{ grant_type = 'password'; name = "a b+c!*'()~é"; empty = '' }
Invoke-RestMethod -Uri https://api.example.com/token -Method Post -Body $form
Invoke-RestMethod -Uri https://api.example.com/token -Method Put -Body $form
