<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client();
$client->patch('https://api.example.com/orders', [
    'headers' => ['content-type' => 'application/merge-patch+json', 'Accept' => ['a/b', 'c/d'], 'X-Empty' => ''],
    GuzzleHttp\RequestOptions::JSON => [],
]);
