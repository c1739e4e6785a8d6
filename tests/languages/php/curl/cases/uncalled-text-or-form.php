<?php
function create_order($order)
{
    $ch = curl_init('https://api.example.com/orders/');
    curl_setopt($ch, CURLOPT_POSTFIELDS, $order);
    curl_exec($ch);
}
