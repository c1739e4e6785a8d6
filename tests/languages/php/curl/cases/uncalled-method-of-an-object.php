<?php
class Orders
{
    private $token;

    public function __construct($token)
    {
        $this->token = $token;
    }

    public function cancel($id)
    {
        $ch = curl_init("https://api.example.com/orders/cancel/$id/");
        curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: Bearer ' . $this->token]);
        curl_exec($ch);
    }
}

$orders = new Orders('521a');
