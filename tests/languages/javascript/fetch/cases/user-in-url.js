fetch('https://ann:s3cret@api.example.com/me/');
