document.querySelector('#move').onclick = async () => {
  await fetch('https://api.example.com/v1/crates/move', { method: 'POST', body: 'a=b' });
};
document.querySelector('#show').addEventListener('click', async () => {
  const answer = await fetch('https://api.example.com/v1/crates');
  document.querySelector('#out').textContent = await answer.text();
});
