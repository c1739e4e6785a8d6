curl https://api.example.com/orders/ -H 'X-One: 1' -H 'x-one: 2' -H 'X-Empty;' -H 'Accept:' -H 'X-Gone:' -H 'nothing' -HX-Short:3
