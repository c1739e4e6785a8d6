curl https://api.example.com/orders/ -H "Authorization: Bearer
  abc" -H "X-Tag: one,
	two"
