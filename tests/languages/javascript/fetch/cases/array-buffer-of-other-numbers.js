const numbers = new Float32Array(new ArrayBuffer(8));
fetch('https://api.example.com/numbers/', { method: 'POST', body: numbers });
