<?php

$ch = curl_init("https://.../orders/");
curl_exec($ch);
