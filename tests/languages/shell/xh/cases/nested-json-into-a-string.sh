xh https://api.example.com/ a=b 'a[c]=d'
