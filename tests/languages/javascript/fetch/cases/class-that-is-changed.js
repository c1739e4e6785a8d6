Array.prototype.last = function () {
  return this[this.length - 1];
};
fetch(`https://api.example.com/orders/${[1, 2].last()}`);
