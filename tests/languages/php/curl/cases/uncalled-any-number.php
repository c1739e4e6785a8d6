<?php
function cancel(...$ids)
{
    $ch = curl_init('https://api.example.com/orders/cancel/' . implode(',', $ids));
    curl_exec($ch);
}
