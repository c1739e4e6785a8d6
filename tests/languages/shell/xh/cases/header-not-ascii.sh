xh https://api.example.com/ X-Note:café
