http 'https://api.example.com/orders?page=1' status==open tag==a tag=='b c' 'note==1+1=2' status==paid
