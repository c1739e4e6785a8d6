echo '{}' | xh https://api.example.com/ a=b
