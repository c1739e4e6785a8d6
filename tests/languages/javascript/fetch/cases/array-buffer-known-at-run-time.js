const answer = await fetch('https://api.example.com/pictures/');
const bytes = new Uint8Array(await answer.arrayBuffer());
fetch('https://api.example.com/pictures/', { method: 'POST', body: bytes });
