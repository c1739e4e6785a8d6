<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client();
$client->get('https://api.example.com/a', ['headers' => ['Accept: text/plain']]);
