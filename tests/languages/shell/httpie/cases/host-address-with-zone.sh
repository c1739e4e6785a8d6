http 'http://[FE80::1%25eth0]:8080/orders'
