xh "https://API.example.com:443/a/../b/./%2e%2E/ü d/{c}?q=ü'#f"
