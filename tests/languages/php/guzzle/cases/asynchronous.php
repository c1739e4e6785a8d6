<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client();
$promise = $client->requestAsync('GET', 'https://api.example.com/a');
$promise->then(function ($response) { echo $response->getBody(); });
$promise->wait();
$client->getAsync('https://api.example.com/b')->wait();
