<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client(['auth' => ['user', 'pa:ss']]);
$client->get('https://api.example.com/a');
$client->get('https://api.example.com/b', ['auth' => null, 'headers' => ['Authorization' => 'Bearer t']]);
$client->get('https://api.example.com/c', ['headers' => ['authorization' => 'Bearer t']]);
