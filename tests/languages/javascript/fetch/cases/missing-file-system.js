fetch('https://api.example.com/files/', { method: 'PUT', body: fs.readFileSync('permit.pdf') });
