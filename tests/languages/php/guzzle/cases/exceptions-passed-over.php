<?php
require 'vendor/autoload.php';

use GuzzleHttp\Client;
use GuzzleHttp\Exception\{ClientException, GuzzleException as Failure};

$client = new Client();
try {
    $response = $client->delete('https://api.example.com/orders/8/');
    $data = json_decode($response->getBody()->getContents(), true);
    if ($response->getStatusCode() == 204) {
        echo 'gone';
    }
} catch (ClientException $e) {
    echo $e->getResponse()->getBody();
} catch (Failure $e) {
    echo $e->getMessage();
} finally {
    echo 'done';
}
