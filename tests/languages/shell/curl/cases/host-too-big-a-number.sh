curl http://4294967296/orders/
