wget -qO- --header 'Host: other.example.com' https://api.example.com/orders/
