xh 'https://api.example.com/orders/?a=1' 'q==a b' tag==x tag==y 'path==~*/'
