curl https://api.example.com/orders/ -d state=open -d note='two words' --data-raw '@all'
