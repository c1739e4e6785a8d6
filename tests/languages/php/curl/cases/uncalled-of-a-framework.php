<?php
class OrderController extends Controller
{
    public function cancel($id)
    {
        $ch = curl_init("https://api.example.com/orders/cancel/$id/");
        curl_exec($ch);
    }
}
