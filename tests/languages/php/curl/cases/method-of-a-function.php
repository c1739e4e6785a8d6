<?php
class Orders { private $path = '/orders/'; }

$path = (fn() => $this->path)->call(new Orders());
$ch = curl_init('https://api.example.com' . $path);
curl_exec($ch);
