fetch('https://api.example.com/orders/?status=open')
  .then((response) => response.json())
  .then((orders) => console.log(orders))
  .catch((error) => console.error(error));
