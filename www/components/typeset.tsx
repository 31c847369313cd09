import type { ComponentChildren } from 'preact';
import { EXACT } from './exact';

/** Operators that have what belongs to them above and below in a formula of its own. */
const LARGE: Record<string, string> = { sum: '∑', prod: '∏' };
const FUNCTIONS = ['exp', 'det'];
/** What opens a group, with what closes it. */
const FENCES: Record<string, string> = { '(': ')', '[': ']', '⟨': '⟩', '⌊': '⌋', '|': '|', '\\{': '\\}' };
const SPACES: Record<string, string> = { quad: '1em', ' ': '0.3em' };

/**
 * Reads a formula: letters, figures and signs as they are; `_x`, `^x`, `_{…}`, `^{…}`; `\frac{…}{…}`, `\bar{…}`, `\text{…}`,
 * `\sum` and `\prod` with limits; `\exp`, `\det`; pairs of brackets, and braces as `\{…\}`; `\quad` and `\ ` for space.
 */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  all(): ComponentChildren[] {
    return this.row('');
  }

  /** What stands before `end`, which is passed; before the end of the text if it is empty. */
  private row(end: string): ComponentChildren[] {
    const found: ComponentChildren[] = [];
    for (;;) {
      this.skip();
      if (end === '' && this.at >= this.text.length) return found;
      if (end !== '' && this.text.startsWith(end, this.at)) {
        this.at += end.length;
        return found;
      }
      if (this.at >= this.text.length) throw new Error(`"${this.text}" lacks ${end}.`);
      if (this.text[this.at] === '}') throw new Error(`"${this.text}" has a brace too many.`);
      found.push(this.withScripts());
    }
  }

  private skip() {
    while (this.text[this.at] === ' ') this.at += 1;
  }

  private withScripts(): ComponentChildren {
    const { node, large } = this.one();
    let below: ComponentChildren;
    let above: ComponentChildren;
    for (;;) {
      if (this.text[this.at] === '_' && below === undefined) below = this.script();
      else if (this.text[this.at] === '^' && above === undefined) above = this.script();
      else break;
    }
    if (below === undefined && above === undefined) return node;
    if (large) return limits(node, below, above);
    if (above === undefined) return <msub>{[node, below]}</msub>;
    if (below === undefined) return <msup>{[node, above]}</msup>;
    return <msubsup>{[node, below, above]}</msubsup>;
  }

  private script(): ComponentChildren {
    this.at += 1;
    this.skip();
    return this.one().node;
  }

  private one(): { node: ComponentChildren; large?: boolean } {
    const rest = this.text.slice(this.at);
    if (rest[0] === '{') return { node: <mrow>{this.group()}</mrow> };
    const [word = rest[0] ?? ''] = rest.match(/^(\\[a-z]+|\\[ {}]|\d{1,3}(?:,\d{3})+|\d+|.)/u) ?? [];
    this.at += word.length;
    const end = FENCES[word];
    if (end) return { node: this.fenced(word, end) };
    if (word.startsWith('\\')) return this.command(word.slice(1));
    if (/^\d/.test(word)) return { node: <mn>{word}</mn> };
    if (/^\p{L}/u.test(word)) return { node: <mi>{word}</mi> };
    return { node: <mo>{word}</mo> };
  }

  private command(name: string): { node: ComponentChildren; large?: boolean } {
    if (name in SPACES) return { node: <mspace width={SPACES[name]} /> };
    if (FUNCTIONS.includes(name)) return { node: <mtext>{name}</mtext> };
    if (name in LARGE) return { node: <mo>{LARGE[name]}</mo>, large: true };
    if (name === 'text') {
      const end = this.text.indexOf('}', this.at);
      const text = this.text.slice(this.at + 1, end);
      this.at = end + 1;
      return { node: <mtext>{text}</mtext> };
    }
    if (name === 'frac') {
      const parts = [<mrow key="above">{this.group()}</mrow>, <mrow key="below">{this.group()}</mrow>];
      return { node: <mfrac>{parts}</mfrac> };
    }
    if (name === 'bar') {
      return {
        node: (
          <mover accent>
            <mrow>{this.group()}</mrow>
            <mo stretchy={false}>¯</mo>
          </mover>
        ),
      };
    }
    throw new Error(`"\\${name}" is unknown in "${this.text}".`);
  }

  private group(): ComponentChildren[] {
    if (this.text[this.at] !== '{') throw new Error(`"${this.text}" lacks a group.`);
    this.at += 1;
    return this.row('}');
  }

  /** In a row of its own, so that a minus at its beginning is known for one that belongs to what follows. */
  private fenced(start: string, end: string): ComponentChildren {
    return (
      <mrow>
        <mo>{start.at(-1)}</mo>
        <mrow>{this.row(end)}</mrow>
        <mo>{end.at(-1)}</mo>
      </mrow>
    );
  }
}

function limits(
  node: ComponentChildren,
  below: ComponentChildren,
  above: ComponentChildren,
): ComponentChildren {
  if (above === undefined) return <munder>{[node, below]}</munder>;
  if (below === undefined) return <mover>{[node, above]}</mover>;
  return <munderover>{[node, below, above]}</munderover>;
}

/** A formula in a line of text, from its notation. */
export function InlineFormula({ text }: { text: string }) {
  return (
    <span class="math" {...EXACT}>
      <math>{new Reader(text).all()}</math>
    </span>
  );
}

/** A formula of its own, from its notation. */
export function DisplayFormula({ text }: { text: string }) {
  return (
    <div class="display-formula" {...EXACT}>
      <math display="block">{new Reader(text).all()}</math>
    </div>
  );
}

/** Text with formulas between dollar signs, and `code` between backquotes. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split(/(\$[^$]+\$|`[^`]+`)/).map((part, i) => {
        if (part.startsWith('$')) return <InlineFormula key={i} text={part.slice(1, -1)} />;
        if (part.startsWith('`')) {
          return (
            <code key={i} {...EXACT}>
              {part.slice(1, -1)}
            </code>
          );
        }
        return part;
      })}
    </>
  );
}
