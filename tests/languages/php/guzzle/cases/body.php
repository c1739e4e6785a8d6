<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client();
$client->put('https://api.example.com/a', ['body' => '{"a": 1}']);
$client->put('https://api.example.com/a', ['body' => fopen('data.json', 'r'), 'headers' => ['Content-Type' => 'application/json']]);
$client->post('https://api.example.com/a', ['body' => json_encode(['a' => 1])]);
$client->get('https://api.example.com/a', ['body' => 'x']);
$client->post('https://api.example.com/a');
$client->post('https://api.example.com/a', ['body' => '']);
