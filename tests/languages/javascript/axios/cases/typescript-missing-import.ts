const { data } = await axios.get<Order[]>('https://api.example.com/orders');
