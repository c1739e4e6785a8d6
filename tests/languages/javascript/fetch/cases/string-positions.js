const sku = "ab-12-ab";
const found = [sku.indexOf("ab", 1), sku.lastIndexOf("ab", 5), sku.includes("ab", 7), sku.endsWith("12", 5), sku.at(-1)];
const codes = [sku.charCodeAt(0), sku.codePointAt(1), String.fromCharCode(90, 49)];
fetch(`https://api.example.com/${found.join("-")}/${codes.join("-")}/${sku[20]}/${" x ".trimLeft().length}`);
