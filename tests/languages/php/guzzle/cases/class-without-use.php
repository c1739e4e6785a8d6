<?php
require 'vendor/autoload.php';
$client = new Client(['base_uri' => 'https://api.example.com']);
$client->get('/a');
