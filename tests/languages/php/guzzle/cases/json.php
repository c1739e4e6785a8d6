<?php
require_once 'vendor/autoload.php';

use GuzzleHttp\Client;

$client = new Client(['base_uri' => 'https://api.example.com/v1/', 'timeout' => 2.0]);
$response = $client->post('orders', [
    'json' => ['name' => 'é/', 'list' => [1, 2.0, null], 'none' => new stdClass()],
    'headers' => ['Authorization' => 'Bearer ' . getenv('TOKEN')],
]);
