xh -f https://api.example.com/ --raw 'a=b'
