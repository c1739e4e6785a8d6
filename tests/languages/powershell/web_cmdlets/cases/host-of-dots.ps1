Invoke-RestMethod "https://.../orders/"
