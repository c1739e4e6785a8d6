const body: string = ;
fetch('https://api.example.com/orders', { method: 'POST', body });
