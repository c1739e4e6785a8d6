<?php
require 'vendor/autoload.php';

$client = new \GuzzleHttp\Client();
$response = $client->request('GET', 'https://api.example.com/repos/guzzle');

echo $response->getStatusCode();
echo $response->getHeaderLine('content-type');
echo $response->getBody();
