xh https://api.example.com/ a=b content-type:application/vnd.api+json
