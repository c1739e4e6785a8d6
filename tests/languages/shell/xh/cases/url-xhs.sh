xhs api.example.com/orders/ a=b
