require('https').get(url);
