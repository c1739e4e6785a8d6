http POST https://api.example.com/orders \
    'customer[name]=Ann' \
    'customer[address][city]=Oslo' \
    'lines[0][sku]=A-1' \
    'lines[2][sku]=B-2' \
    'tags[]=new' \
    'tags[]=gift' \
    'plain\[0\]=x'
