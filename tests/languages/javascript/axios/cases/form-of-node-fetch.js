import axios from 'axios';
import { FormData } from 'node-fetch';

const form = new FormData();
form.append('quantity', '2');
await axios.post('https://api.example.com/orders', form);
