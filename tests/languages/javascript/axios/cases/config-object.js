const axios = require('axios').default;

const options = {
  method: 'PATCH',
  url: 'https://api.example.com/orders/7/',
  headers: { 'content-type': 'application/json', 'X-Key': 'k' },
  data: { status: 'sent' }
};

axios.request(options).then(function (response) {
  console.log(response.data);
}).catch(function (error) {
  console.error(error);
});
