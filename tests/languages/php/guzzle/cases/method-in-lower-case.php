<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client();
$client->request('post', 'https://api.example.com/a', ['json' => ['a' => 1]]);
$client->request('Options', 'https://api.example.com/a');
