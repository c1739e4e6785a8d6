fetch("http://0x7f.1:8000/orders/").then(() => fetch("http://2130706433/orders/"));
