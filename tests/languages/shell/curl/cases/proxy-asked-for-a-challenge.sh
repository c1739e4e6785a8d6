curl -x proxy.example.com:3128 -U user:secret --proxy-ntlm -d a=b http://api.example.com/orders
