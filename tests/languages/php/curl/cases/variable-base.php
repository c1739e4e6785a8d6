<?php
$ch = curl_init(getenv('BASE_URL') . '/orders');
curl_exec($ch);
