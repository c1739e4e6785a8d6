const bytes = new Uint8Array([137, 80, 78, 71]);
fetch('https://api.example.com/pictures/', { method: 'POST', body: bytes });
