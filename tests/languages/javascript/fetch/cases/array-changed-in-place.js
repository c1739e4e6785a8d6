const ids = [30, 4, 100, 4];
const removed = ids.splice(1, 1);
ids.sort((a, b) => b - a);
ids.splice(-1, 0, 7, 8);
const zeros = [1, 2, 3].fill(0, -2);
zeros.length = 2;

fetch("https://api.example.com/orders", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ ids, removed, zeros, mixed: [10, 9, undefined, 1].sort() }),
});
