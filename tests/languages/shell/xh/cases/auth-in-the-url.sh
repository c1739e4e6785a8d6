xh 'https://us%40er:pass@api.example.com/'
