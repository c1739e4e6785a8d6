cat > order.json <<'EOF'
{"state": "new"}
EOF
wget -qO- --method PUT --body-file order.json https://api.example.com/orders/8/
