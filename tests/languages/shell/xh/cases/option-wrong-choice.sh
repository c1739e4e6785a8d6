xh --pretty=some https://api.example.com/
