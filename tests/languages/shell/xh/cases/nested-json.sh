xh https://api.example.com/orders/ 'order[lines][0][sku]=A' 'order[lines][0][count]:=2' 'order[tags][]=x' 'order[tags][]=y' 'order[\007]=z' 'a\[b\]=c' '7[x]=d'
