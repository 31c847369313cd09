export function TeachersNotes() {
  return <h1>TeachersNotes</h1>;
}
