function path() {
  return arguments.join("/");
}

fetch(`https://api.example.com/${path("v1", "orders")}`);
