const response = await fetch('https://api.example.com/v1/stream', { method: 'POST' });
const reader = response.body.getReader();
while (true) {
  const { done, value } = await reader.read();
  if (done) break;
  console.log(new TextDecoder().decode(value));
}
for (;;) {
  const page = await fetch('https://api.example.com/v1/pages');
  if (!(await page.json()).next) {
    break;
  }
}
for (const id of [1, 2]) {
  const crate = await fetch(`https://api.example.com/v1/crates/${id}`);
  if (!crate.ok) break;
}
