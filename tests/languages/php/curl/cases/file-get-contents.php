<?php
echo file_get_contents('https://api.example.com/orders/');
