<?php
class Orders
{
    const BASE = 'https://api.example.com';
    public $count = 0;

    public static function with(string $token): self
    {
        $made = new static();
        $made->token = $token;
        return $made;
    }

    public function cancel(string $id): void
    {
        $this->count++;
        $ch = curl_init(self::BASE . "/orders/cancel/$id/?count={$this->count}");
        curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: Bearer ' . $this->token]);
        curl_exec($ch);
    }
}

$orders = Orders::with('521a');
$orders->cancel('7');
$orders->cancel(Orders::class);
