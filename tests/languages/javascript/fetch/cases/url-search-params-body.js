const form = new URLSearchParams();
form.append('grant_type', 'password');
form.append('user', 'zoë & co');
fetch('https://api.example.com/token/', { method: 'POST', body: form });
