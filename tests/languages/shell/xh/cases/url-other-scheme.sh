xh ftp://api.example.com/
