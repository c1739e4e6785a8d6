curl --json '{}' https://api.example.com/orders/ -X PUT -H 'content-type: application/merge-patch+json' -H 'Accept:'
