xh https://api.example.com/files/ photo@cat.png
