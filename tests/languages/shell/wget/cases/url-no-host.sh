wget -qO- 'https:///orders/'
