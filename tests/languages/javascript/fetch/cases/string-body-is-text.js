fetch('https://api.example.com/notes/', { method: 'POST', body: '{"text":"hello"}' });
