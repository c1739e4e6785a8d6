$count = 9223372036854775807
$count = $count * $count
$count = $count * $count
$count = $count * $count
$count = $count * $count
$count = $count * $count
$text = [string]($count * 1.5)
Invoke-RestMethod -Uri https://api.example.com/orders/ -Method Post -Body $text
