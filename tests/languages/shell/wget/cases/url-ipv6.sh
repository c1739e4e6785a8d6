wget -qO- 'https://[::1]:8080/orders/'
