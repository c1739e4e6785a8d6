xh --session=logged-in https://api.example.com/
