await fetch("https://api.example.com/orders/", {
  method: "DELETE",
};
