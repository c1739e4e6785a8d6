<?php
require "vendor/autoload.php";

$client = new \GuzzleHttp\Client();
$client->get("https://" . getenv("API_USER") . ":" . getenv("API_PASSWORD") . "@api.example.com/orders/");
$client->get("https://user:password@api.example.com/orders/");
