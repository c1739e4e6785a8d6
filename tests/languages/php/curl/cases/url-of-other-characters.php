<?php
$ch = curl_init('https://api.example.com/a/../é?q=ü&x=[1]{2}#end');
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_exec($ch);
curl_setopt($ch, CURLOPT_PATH_AS_IS, true);
curl_exec($ch);
