<?php
require 'vendor/autoload.php';
foreach (['https://api.example.com/v1/', 'https://api.example.com/v1', 'https://api.example.com'] as $base) {
    $client = new GuzzleHttp\Client(['base_uri' => $base]);
    foreach (['orders', '/orders', '../up', '', '?x=1', 'https://other.example.com/z', '//third.example.com/y', 'a/./b/../c'] as $path) {
        $client->get($path);
    }
}
