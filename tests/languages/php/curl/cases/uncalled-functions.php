<?php

const BASE = 'https://api.example.com';

function call(string $method, string $path, ?string $content = null): string
{
    $ch = curl_init(BASE . $path);
    curl_setopt_array($ch, [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
    ]);
    if ($content !== null) {
        curl_setopt($ch, CURLOPT_POSTFIELDS, $content);
    }
    $answer = curl_exec($ch);
    if ($answer === false) {
        throw new RuntimeException(curl_error($ch));
    }
    curl_close($ch);
    return $answer;
}

function create_order(array $order, int $count, string $kind = 'retail'): array
{
    return json_decode(call('POST', "/orders/$kind/", json_encode(['order' => $order, 'count' => $count])), true);
}

function get_order($order_id)
{
    if (!$order_id) {
        return null;
    }
    return json_decode(call('GET', "/orders/{$order_id}/"));
}

function shown($order)
{
    echo $order['id'];
}

$ping = function ($id) {
    call('HEAD', "/ping/$id");
};
