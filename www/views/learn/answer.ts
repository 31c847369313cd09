import { useEffect, useState } from 'preact/hooks';
import { errorMessage, sentence } from '../../engine/error-message';
import type { LearnRequest } from '../../model/generated';
import {
  answersOf,
  type LearnAnswerOf,
  type LearnName,
  type LearnRequestOf,
} from '../../store/learn-answers';
import { useApp } from '../app-context';

/** The name of a request: its only key. */
type NameOf<Request> = Request extends unknown ? Extract<keyof Request, LearnName> : never;

export type Answered<Answer> =
  | { state: 'waiting' }
  | { state: 'failed'; message: string }
  | { state: 'there'; answer: Answer };

/** The engine's answer to a request; null asks nothing. An answer to another request is never shown. */
export function useAnswer<Request extends LearnRequest>(
  request: Request | null,
): Answered<LearnAnswerOf<NameOf<Request>>> {
  type Name = NameOf<Request>;
  const app = useApp();
  const answers = answersOf(app);
  const busy = app.learn.busy.value;
  const text = request && JSON.stringify(request);
  const [settled, settle] = useState<{ text: string; failed: string | null } | null>(null);
  const asked = request as LearnRequestOf<Name> | null;
  const known = asked ? answers.known<Name>(asked) : undefined;
  useEffect(() => {
    if (!asked || text === null || known !== undefined) return;
    let wanted = true;
    const end = (failed: string | null) => {
      if (wanted) settle({ text, failed });
    };
    answers
      .answer<Name>(asked, () => wanted)
      .then(
        () => end(null),
        (error) => end(sentence(errorMessage(error))),
      );
    return () => {
      wanted = false;
    };
  }, [text, busy, known === undefined]);
  if (known !== undefined) return { state: 'there', answer: known };
  if (settled && settled.text === text && settled.failed !== null)
    return { state: 'failed', message: settled.failed };
  return { state: 'waiting' };
}
