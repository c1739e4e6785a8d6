function path() {
  Array.prototype.shift.call(arguments);
  return Array.from(arguments).join("/");
}

fetch(`https://api.example.com/${path("v1", "orders")}`);
