xh POST
