<?php
require 'vendor/autoload.php';

use GuzzleHttp\Client;
use GuzzleHttp\Psr7;

$client = new Client();
$client->request('POST', 'https://api.example.com/upload', [
    'multipart' => [
        ['name' => 'title', 'contents' => 'A title'],
        ['name' => 'empty', 'contents' => ''],
        ['name' => 'file', 'contents' => fopen('permit.pdf', 'r')],
        ['name' => 'other', 'contents' => Psr7\Utils::tryFopen('a.txt', 'r'), 'filename' => 'named.csv'],
        ['name' => 'inline', 'contents' => 'x,y', 'filename' => 'inline.bin', 'headers' => ['Content-Type' => 'text/csv', 'X-Part' => '1']],
    ],
]);
