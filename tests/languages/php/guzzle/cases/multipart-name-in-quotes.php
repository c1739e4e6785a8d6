<?php
require 'vendor/autoload.php';

$client = new GuzzleHttp\Client();
$client->request('POST', 'https://api.example.com/upload', [
    'multipart' => [
        ['name' => 'say "so"', 'contents' => 'A title'],
    ],
]);
