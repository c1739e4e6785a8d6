module.exports = {
  cancel: async (id) => fetch(`https://api.example.com/orders/${id}/`),
  async other(id) {
    return fetch(`https://api.example.com/others/${id}/`);
  },
};
