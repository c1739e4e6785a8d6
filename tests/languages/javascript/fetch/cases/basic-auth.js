fetch('https://api.example.com/me/', { headers: { Authorization: 'Basic ' + btoa('ann:s3cret') } });
