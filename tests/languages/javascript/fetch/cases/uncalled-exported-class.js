module.exports = class {
  async cancel(id) {
    return fetch(`https://api.example.com/orders/${id}/`);
  }
};
