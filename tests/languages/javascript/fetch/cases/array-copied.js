const steps = ["draft", "review", "done"];

async function main() {
  await fetch(`https://api.example.com/copies/${steps.toReversed().join("-")}`);
  await fetch(`https://api.example.com/copies/${steps.toSorted().at(-1)}`);
  await fetch(`https://api.example.com/copies/${steps.toSpliced(1, 1, "test", "check").join("-")}`);
  await fetch(`https://api.example.com/copies/${steps.with(-1, "sent")[2]}`);
  await fetch(`https://api.example.com/copies/${[["a"], ["b", ["c"]]].flat(Infinity).join("-")}`);
  await fetch(`https://api.example.com/copies/${steps.reduceRight((all, step) => `${all}-${step}`)}`);
  await fetch(`https://api.example.com/copies/${steps.join("-")}`);
}

main();
