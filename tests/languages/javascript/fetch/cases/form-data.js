const form = new FormData();
form.append('name', 'label');
form.append('file', new Blob(['a,b\n1,2'], { type: 'text/csv' }), 'lines.csv');
fetch('https://api.example.com/files/', { method: 'POST', body: form });
