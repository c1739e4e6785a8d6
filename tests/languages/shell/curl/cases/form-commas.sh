curl https://api.example.com/orders -F 'a=b,c;filename=d,e' -F 'label="x,y";type=text/plain' -F 'note=z;type=text/plain;charset=utf-8,ascii'
