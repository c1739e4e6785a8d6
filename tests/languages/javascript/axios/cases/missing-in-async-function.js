async function create() {
  try {
    const response = await axios.post('https://api.example.com/orders/', { sku: 'LAMP' });
    console.log(response.data);
  } catch (error) {
    console.error(error);
  }
}
create();
