xh --raw -1 https://api.example.com/
