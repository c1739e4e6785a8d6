curl "https://api.example.com/users?$top=5&$select=name&q=$5" --json "{\"total\": {\"$sum\": 1}, \"price\": \"$5\", \"who\": \"$user\"}"
curl https://api.example.com/users -d @- <<END
{"$match": {"a": 1}, "of": "$name"}
END
