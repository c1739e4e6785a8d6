echo '{}' | xh -I https://api.example.com/ a=b
