wget -qO- --method=PATCH --header='Content-Type: application/json' --body-data='{"state": "cancelled"}' https://api.example.com/orders/8/
