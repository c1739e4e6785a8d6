xh --multipart https://api.example.com/files/ 'my name=permit'
