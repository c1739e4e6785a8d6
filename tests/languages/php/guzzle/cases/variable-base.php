<?php
require 'vendor/autoload.php';

$client = new \GuzzleHttp\Client();
$client->get(getenv('BASE_URL') . '/orders');
