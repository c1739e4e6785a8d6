$answer = Invoke-RestMethod -Uri https://api.example.com/a
if ($answer.state -eq 'new') {
    Invoke-RestMethod -Uri https://api.example.com/b -Method Post
}
