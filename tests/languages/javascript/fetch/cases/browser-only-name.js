fetch('https://api.example.com/orders/' + window.location.search);
