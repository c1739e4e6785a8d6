const defaults = { page: 1, size: 50 };

function query() {
  const names = Array.prototype.slice.call(arguments, 1);
  return names.filter((name) => Object.prototype.hasOwnProperty.call(defaults, name)).map((name) => `${name}=${defaults[name]}`);
}

const send = fetch.bind(globalThis);
send(`https://api.example.com/orders?${query("v1", "page", "sort", "size").join("&")}`);
