<?php
class Orders
{
    private $token;

    public function cancel($id)
    {
        $ch = curl_init("https://api.example.com/orders/cancel/$id/");
        curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: Bearer ' . $this->token]);
        curl_exec($ch);
    }

    public function setToken($token)
    {
        $this->token = $token;
    }
}
