<?php
require 'vendor/autoload.php';

use GuzzleHttp\Client;
use GuzzleHttp\Psr7\Request;

$client = new Client(['headers' => ['X-Default' => 'a']]);
$headers = ['Content-Type' => 'application/json'];
$body = '{"state": "cancelled"}';
$request = new Request('PATCH', 'https://api.example.com/orders/8/', $headers, $body);
$response = $client->send($request, ['timeout' => 2]);
$res = $client->sendAsync($request)->wait();
echo $res->getBody();
