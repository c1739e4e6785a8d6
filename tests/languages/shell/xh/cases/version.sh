xh -V
