<?php
$curl = curl_init("https://api.example.com/v1/order/7");
curl_setopt($curl, CURLOPT_CUSTOMREQUEST, "DELETE");
curl_exec($curl);
