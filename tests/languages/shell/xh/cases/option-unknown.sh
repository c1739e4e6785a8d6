xh --chunked https://api.example.com/
