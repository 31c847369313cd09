export function Glossary() {
  return <h1>Glossary</h1>;
}
