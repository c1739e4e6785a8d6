<?php
require 'vendor/autoload.php';
$client = new Client();
$headers = [
  'Content-Type' => 'application/json'
];
$body = '{
  "crate": "A"
}';
$request = new Request('POST', 'https://api.example.com/v1/crates', $headers, $body);
$res = $client->sendAsync($request)->wait();
echo $res->getBody();
