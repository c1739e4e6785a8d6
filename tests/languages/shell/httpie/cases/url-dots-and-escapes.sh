http 'https://api.example.com/v1/../orders/./%7Eann/a b/%2f?q=café&r={x}#top'
