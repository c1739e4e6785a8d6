<?php
$token = getenv('API_TOKEN');
$id = $_ENV['ORDER_ID'];
$host = getenv('API_HOST') ?: 'https://api.example.com';
$mode = $_ENV['MODE'] ?? 'test';
$ch = curl_init("$host/orders/{$id}?mode=$mode");
curl_setopt($ch, CURLOPT_HTTPHEADER, ["Authorization: Bearer {$token}", 'X-Id: ' . $_SERVER['ORDER_ID']]);
curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(['id' => $id]));
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
