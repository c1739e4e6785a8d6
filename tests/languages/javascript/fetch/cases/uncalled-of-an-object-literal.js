const api = {
  base: 'https://api.example.com',
  async get(id) {
    return fetch(`${this.base}/orders/${id}/`);
  },
  cancel: async (id) => fetch(`https://api.example.com/orders/${id}/`, { method: 'DELETE' }),
};

export default api;
