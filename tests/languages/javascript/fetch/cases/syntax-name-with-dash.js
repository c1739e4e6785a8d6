await fetch("https://api.example.com/orders/", {
  headers: {
    Content-Type: "text/plain",
  },
});
