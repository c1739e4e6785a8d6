<?php

$ch = curl_init("https://" . getenv("API_USER") . ":" . getenv("API_PASSWORD") . "@api.example.com/orders/");
curl_exec($ch);
