$name = 'it''s $name `n'
$both = "$name`t`"x`" ""y"" $($name.Length) ${name}s `$name \n $env:KEY"
$here = @'
"a" $name 'b'
  `n
'@
$filled = @"
{"name": "$name", "path": "C:\x"}
"@
$joined = 'a' + 1 + $true + ('{0}-{1}' -f 2, 'b') + (('x', 'y') -join ',')
foreach ($text in $both, $here, $filled, $joined) {
    Invoke-RestMethod -Uri https://api.example.com/a -Method Post -Body $text -ContentType text/plain
}
