http 'http://%65xample.com/orders'
