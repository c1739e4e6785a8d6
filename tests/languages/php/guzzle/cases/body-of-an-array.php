<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client();
$client->post('https://api.example.com/a', ['body' => ['a' => 1]]);
