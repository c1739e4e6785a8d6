xh https://api.example.com/ 'a\:b=c' 'd\\=e' 'f=\@g\h\\i\'
