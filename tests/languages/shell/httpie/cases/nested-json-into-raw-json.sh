http POST https://api.example.com/orders 'customer:={"name": "Ann"}' 'customer[city]=Oslo' 'tags:=[1]' 'tags[]:=2'
