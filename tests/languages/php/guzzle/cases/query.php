<?php
require 'vendor/autoload.php';
$client = new GuzzleHttp\Client(['base_uri' => 'https://api.example.com']);
$client->get('/search?lost=1', ['query' => ['q' => 'a b+c', 'tags' => ['x', 'y'], 'on' => true]]);
$client->get('/search', ['query' => 'q=a b&r=%20é']);
$client->get('/search?q=a b&r=[1]');
