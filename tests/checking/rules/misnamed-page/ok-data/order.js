---
title: /orders/
name: List Orders
method: get
---

```bash {title=Curl}
curl -X POST https://api.example.com/orders/
```
