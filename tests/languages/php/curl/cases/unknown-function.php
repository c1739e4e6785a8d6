<?php
$ch = curl_init(route('orders'));
curl_exec($ch);
