const axios = require('axios');
let data = JSON.stringify({
  "sku": "MUG"
});

let config = {
  method: 'post',
  maxBodyLength: Infinity,
  url: 'https://api.example.com/orders/',
  headers: {
    'Content-Type': 'application/json'
  },
  data : data
};

axios.request(config)
.then((response) => {
  console.log(JSON.stringify(response.data));
});
