wget -qO- --header 'User-Agent: Other' --user-agent 'Shop/1.0' https://api.example.com/orders/
