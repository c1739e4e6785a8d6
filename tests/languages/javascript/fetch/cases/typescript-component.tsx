const url: string = 'https://api.example.com/orders';
const load = async <T,>(path: string): Promise<T> => (await fetch(path)).json() as T;
load<Order>(url);
