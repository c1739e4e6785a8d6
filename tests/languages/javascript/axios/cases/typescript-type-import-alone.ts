import axios from 'axios';
import type { Order } from './types';
import { Page } from './types';

axios.get<Page<Order>>('https://api.example.com/orders').then(({ data }: { data: Page<Order> }) => console.log(data));
