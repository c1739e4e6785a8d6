<?php
require 'vendor/autoload.php';

$client = new GuzzleHttp\Client(['crypto_method' => STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT]);
$client->get('https://api.example.com/orders/');
