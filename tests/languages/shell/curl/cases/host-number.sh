curl http://0x7f.1:8000/orders/ http://017700000001/orders/
