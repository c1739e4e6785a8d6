const limit = Math.min(Math.pow(2, 5), Number.MAX_SAFE_INTEGER);
const whole = Number.isInteger(limit) && !Number.isNaN("limit") && !Number.isInteger("32");
fetch(`https://api.example.com/?limit=${limit}&whole=${whole}&sign=${Math.sign(-3)}&root=${Math.sqrt(16)}`);
