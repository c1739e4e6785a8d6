const data = fetch("https://api.example.com/orders").json();
console.log(data);
