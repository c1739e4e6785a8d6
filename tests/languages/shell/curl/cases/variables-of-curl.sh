curl --variable sku='A 1' --expand-url 'https://api.example.com/orders/?sku={{sku:url}}' --expand-json '{"sku": "{{sku}}"}'
