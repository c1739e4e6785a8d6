http --help
