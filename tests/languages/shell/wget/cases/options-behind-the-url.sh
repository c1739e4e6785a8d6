wget https://api.example.com/orders/ -q -O - --header 'Accept: application/json'
