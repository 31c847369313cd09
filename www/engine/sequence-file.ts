import type { SequenceContent } from './api';
import type { SequenceFile } from './pkg/latin_rectangles.js';

type Module = { SequenceFile: new (sequence: string, unknown: string, format: string) => SequenceFile };

/** So many terms go to the module at a time, so that it never holds the whole file. */
const AT_ONCE = 100;

/** The file of a sequence; `ended` says why it ends before the sequence does, in a sentence. */
export function sequenceFile(
  module: Module,
  { sequence, unknown, terms, format }: SequenceContent,
): { file: Blob; ended: string | null } {
  const writer = new module.SequenceFile(JSON.stringify(sequence), JSON.stringify(unknown), format);
  try {
    const parts: string[] = [];
    for (let at = 0; at < terms.length; at += AT_ONCE)
      parts.push(writer.add(JSON.stringify(terms.slice(at, at + AT_ONCE))));
    parts.push(writer.end());
    return { file: new Blob(parts), ended: writer.ended() ?? null };
  } finally {
    writer.free();
  }
}
