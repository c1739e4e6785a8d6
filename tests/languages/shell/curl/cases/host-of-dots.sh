curl -X POST https://.../orders/ -d a=1
