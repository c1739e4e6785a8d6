fetch(' HTTPS://API.example.com:443/orders/../notes/a b/ü?q="x y"#top ');
