wget -qO- 'https://api.example.com/a/../b/./c//d/..?x=/../y'
