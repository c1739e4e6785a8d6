function check(order) {
  if (order.flag) {
    return 1;
  }
}

let page = 0;
while (true) {
  const order = await (await fetch(`https://api.example.com/orders/?page=${page}`)).json();
  check(order);
  if (order.lines) {
    order.lines.forEach((line) => {
      return line;
    });
  }
  page++;
  if (page >= 3) break;
}
