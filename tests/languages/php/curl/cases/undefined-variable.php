<?php
$ch = curl_init('https://api.example.com/orders/' . $id);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
