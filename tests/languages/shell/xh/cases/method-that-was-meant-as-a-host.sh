xh localhost
