>>> requests.delete("https://api.example.com/orders/7")
<Response [204]>
