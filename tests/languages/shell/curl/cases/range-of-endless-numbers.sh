curl https://api.example.com/{1..99999999999999999999999}/
