http POST https://api.example.com/orders callback=https://shop.example/a?b=c when=12:30 'size==XL' 'left\=right=both' mail=ann@shop.example
