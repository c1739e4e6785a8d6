const form = new FormData();
form.append('file', document.querySelector('input[type=file]').files[0]);
form.append('shelf', document.getElementById('shelf').value);
window.fetch('https://api.example.com/v1/files', {
  method: 'POST',
  headers: { Authorization: `Bearer ${localStorage.getItem('token')}` },
  body: form,
});
