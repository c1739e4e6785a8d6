fetch("https://.../orders/");
