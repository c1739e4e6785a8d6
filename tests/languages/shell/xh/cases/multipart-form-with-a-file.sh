xh -f https://api.example.com/files/ file@permit.pdf name=permit
