xh PUT https://api.example.com/a/ '@order.bin;type=application/x-order;filename=a.bin'
