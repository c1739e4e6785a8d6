curl "https://$USER_NAME:$PASSWORD@api.example.com/orders/"
curl "https://$API_KEY:@api.example.com/orders/"
curl "https://user%40$DOMAIN:p%3A@api.example.com/orders/"
