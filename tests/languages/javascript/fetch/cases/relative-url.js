fetch('/orders/');
