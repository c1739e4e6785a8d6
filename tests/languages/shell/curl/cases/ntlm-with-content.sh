curl --ntlm -u bob:secret --json '{"a": 1}' https://api.example.com/orders/
