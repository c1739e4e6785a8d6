import axios, { AxiosError, type AxiosResponse } from 'axios';
import { Order } from './types';

interface NewOrder {
  sku: string;
  quantity?: number;
}
type Headers = Record<string, string>;

const order: NewOrder = { sku: 'LAMP', quantity: 2 };
const headers: Headers = { Authorization: `Bearer ${process.env.TOKEN!}` };

async function create(path: string, dry?: boolean): Promise<void> {
  try {
    const response: AxiosResponse<Order> = await axios.post<Order>(`https://api.example.com/${path}`, order, { headers });
    console.log(response.data!.id as number);
  } catch (error: unknown) {
    console.error((error as AxiosError).message);
  }
}
create('orders');
