<?php
function cancel($id)
{
    $ch = curl_init("https://api.example.com/orders/cancel/$id/");

    $answer = null;
    $answer->send();
}
