wget -qO- 'https://{host}/orders/'
