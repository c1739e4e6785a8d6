xh https://api.example.com/ --raw '{}' a=b
