$ curl -X POST https://api.example.com/orders/ \
>   -d a=1
{"id": 17}
$ curl https://api.example.com/orders/17/
