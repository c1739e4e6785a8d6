<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client();
$client->request('POST', 'https://api.example.com/form', [
    'form_params' => ['a' => 'b c~', 'list' => ['x', 'y'], 'nested' => ['k' => true], 'none' => null],
]);
