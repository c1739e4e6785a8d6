curl -H 'X: 1'
