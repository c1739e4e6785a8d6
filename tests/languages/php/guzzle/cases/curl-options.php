<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client();
$client->post('https://api.example.com/a', ['curl' => [CURLOPT_PROXY => '']]);
