xh https://api.example.com/ --raw ''
