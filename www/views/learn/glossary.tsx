import './glossary.css';
import { useEffect } from 'preact/hooks';
import { termAnchor } from '../term-link';
import { TERMS } from './terms';

/** Every term, one sentence each. */
export function Glossary() {
  useEffect(() => {
    // The page is drawn after the browser has looked for the target of the hash.
    const { hash } = location;
    if (hash.startsWith(`#${termAnchor('')}`)) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <>
      <h1>Glossary</h1>
      <dl class="glossary">
        {TERMS.map(({ id, name, meaning }) => (
          <div key={id} id={termAnchor(id)}>
            <dt>{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
