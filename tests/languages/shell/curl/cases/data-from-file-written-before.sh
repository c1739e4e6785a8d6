cat > order.json <<'EOF'
{
  "sku": "A-1"
}
EOF
curl https://api.example.com/orders/ --json @order.json
