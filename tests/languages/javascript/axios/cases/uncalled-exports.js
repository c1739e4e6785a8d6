const axios = require("axios");

const api = axios.create({ baseURL: "https://api.example.com" });

exports.getOrder = async id => (await api.get(`/orders/${id}/`)).data;

exports.cancelOrder = async function (id) {
  await api.delete(`/orders/${id}/`);
};
