xh --verb https://api.example.com/
