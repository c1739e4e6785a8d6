// request Cancel Order
(function(callback) {
    'use strict';

    const httpTransport = require('https');
    const httpOptions = {
        hostname: 'api.example.com',
        port: '443',
        path: '/orders/cancel/',
        method: 'PATCH',
        headers: {"Content-Type":"application/json; charset=utf-8"}
    };
    httpOptions.headers['User-Agent'] = 'node ' + process.version;

    const request = httpTransport.request(httpOptions, (res) => {
        let responseStr = '';
        res.on('data', (chunk) => { responseStr = responseStr + chunk; })
           .on('end', () => callback(null, res.statusCode, responseStr));
    })
    .setTimeout(0)
    .on('error', (error) => {
        callback(error);
    });
    request.write("{\"order\":\"A-17\",\"reason\":\"sold out\"}")
    request.end();

})((error, statusCode, body) => {
    console.log('BODY:', body);
});
