import axios from "axios";

await axios.get("https://api.example.com/orders/", {
  headers: { "X-City": Buffer.from("Zürich à").toString("latin1"), "X-Price": Buffer.from("5 €").toString("latin1") },
});
