fetch('https://api.example.com/files/7/', { method: 'PUT', body: new Blob(['{}'], { type: 'application/json' }) });
