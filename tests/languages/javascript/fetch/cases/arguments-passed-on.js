function path(version) {
  return [version, ...arguments, arguments.length, JSON.stringify(arguments)].join("/");
}

function all() {
  return path.apply(null, arguments);
}

fetch(`https://api.example.com/${all("v1", "orders")}`);
