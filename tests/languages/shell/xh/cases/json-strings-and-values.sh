xh PUT https://api.example.com/orders/8/ 'name=Zoë "Z"\\' quantity:=2 'tags:=["a", null, true]' 'note:="a\u00e9\n"'
