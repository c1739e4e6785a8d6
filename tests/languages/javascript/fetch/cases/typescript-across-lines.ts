type Order = {
  sku: string;
}
(async (): Promise<
  Order
> => {
  const url = 'https://api.example.com/orders' as string
  ;[url].forEach((each: string, index?: number): void => {
    fetch(each!)
  })
})();
const name = 'café' as string
(0 as any)
