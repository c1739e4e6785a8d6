const tags = ["new", "sale", "new"];

fetch("https://api.example.com/tags", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({
    first: tags.findIndex((tag) => tag === "new"),
    last: tags.findLastIndex((tag) => tag === "new"),
    found: tags.findLast((tag) => tag.startsWith("s")),
    none: tags.findIndex((tag) => tag === "old"),
    before: tags.lastIndexOf("new", -2),
    after: tags.indexOf("new", 1),
    includes: [tags.includes("sale", 2), [NaN].includes(NaN)],
    at: [tags.at(-1), tags.at(1), tags.at(9) === undefined],
  }),
});
