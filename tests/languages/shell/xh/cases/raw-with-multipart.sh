xh --multipart https://api.example.com/ --raw 'a=b'
