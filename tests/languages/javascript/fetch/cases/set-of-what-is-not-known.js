const seen = new Set([process.env.ORDER, "7"]);
fetch(`https://api.example.com/orders/?n=${seen.size}`);
