$form = [ordered]@{
    title = 'A title'
    files = @((Get-Item 'permit.pdf'), (Get-Item -Path './in/a.csv'))
    list = 1, 2
}
Invoke-RestMethod -Uri https://api.example.com/upload -Method Post -Form $form -ContentType 'application/json'
