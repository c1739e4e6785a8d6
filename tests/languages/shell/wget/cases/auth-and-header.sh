wget -qO- --user ada --password secret --header 'Authorization: Bearer abc' https://api.example.com/orders/
