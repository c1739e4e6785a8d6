wget -qO- 'HTTPS://API.Example.COM:443/Orders/'
