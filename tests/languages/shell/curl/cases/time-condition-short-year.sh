curl -z 'Sunday, 06-Nov-94 08:49:37 GMT' https://api.example.com/orders/
curl -z '1 jan 20' https://api.example.com/orders/
