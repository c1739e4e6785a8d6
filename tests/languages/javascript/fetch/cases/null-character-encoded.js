fetch('https://api.example.com/orders/?note=' + encodeURIComponent('a\0b\x7f'));
