$ wget -qO- --method DELETE https://api.example.com/orders/8/
{"state": "gone"}
