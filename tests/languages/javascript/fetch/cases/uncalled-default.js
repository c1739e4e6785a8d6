export default async (id) => {
  const answer = await fetch(`https://api.example.com/orders/${id}/`);
  return answer.json();
};
