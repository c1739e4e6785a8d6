curl --request=PUT --header='X-Tag: a=b' --data=state=open --url=https://api.example.com/orders/7/
