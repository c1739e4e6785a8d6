const axios = require('axios');

const source = axios.CancelToken.source();
axios.get('https://api.example.com/orders/', { cancelToken: source.token }).catch(() => source.cancel());
