xh PUT https://api.example.com/a/ content-type:application/x-order @order.bin
