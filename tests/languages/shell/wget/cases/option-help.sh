wget --help
