import axios from 'axios';

const { data } = await axios.post('https://api.example.com/orders/', { sku: 'MUG', quantity: 2, to: { city: 'Zürich' } });
console.log(data);
