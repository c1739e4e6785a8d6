<?php
use GuzzleHttp\Client;

class OrderClient
{
    public function __construct(private Client $http)
    {
    }

    public function cancel($id)
    {
        return $this->http->patch("/orders/cancel/{$id}/");
    }
}
