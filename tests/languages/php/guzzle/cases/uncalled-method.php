<?php
require 'vendor/autoload.php';

use GuzzleHttp\Client;

class OrderClient
{
    private Client $http;

    public function __construct(private string $token, ?Client $http = null)
    {
        $this->http = $http ?? new Client(['base_uri' => 'https://api.example.com']);
    }

    public function cancel(string $id, int $count): array
    {
        $answer = $this->http->request('PATCH', "/orders/cancel/{$id}/", [
            'headers' => ['Authorization' => 'Bearer ' . $this->token],
            'json' => ['count' => $count],
        ]);
        return json_decode($answer->getBody()->getContents(), true);
    }
}
