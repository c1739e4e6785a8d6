http POST https://api.example.com/orders 'note:="caf\u00E9 \/ \ud83d\ude00"'
