<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client([
    'base_uri' => 'https://api.example.com',
    'headers' => ['Authorization' => 'Bearer t', 'Content-Type' => 'text/plain', 'X-Default' => 'a'],
]);
$client->post('/a', ['json' => ['x' => 1], 'headers' => ['x-default' => 'b']]);
$client->delete('/a');
