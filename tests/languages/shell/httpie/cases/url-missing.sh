http --json
