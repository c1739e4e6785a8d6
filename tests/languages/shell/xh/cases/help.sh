xh help
