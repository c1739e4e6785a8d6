fetch('https://api.example.com/orders/', { body: '{}' }).catch((error) => console.error(error));
