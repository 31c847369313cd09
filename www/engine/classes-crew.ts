import type { EngineClient } from './client';
import type { ClassesProgress, ClassesResult } from './generated';
import type { ClassesQuestion, ClassesRange, Environment, Event } from './protocol';

/** Whether it is kept while it runs, and what it goes on with. */
export type Keeping = Pick<ClassesQuestion, 'keep' | 'checkpoint' | 'resume'> & {
  /** hears after each time why nothing was kept, or null */
  kept?(trouble: string | null): void;
  /** hears what is done when it was paused and could not be saved */
  unsaved?(report: KeptReport): void;
  /** hears what it does without, in one sentence */
  without?(message: string): void;
};

/** An engine that counts by classes, one question after another. */
export type ClassesCrew = {
  /** Every promise of a crew that fails, or is ended, is rejected. */
  ready(): Promise<Environment>;
  count(
    question: ClassesRange,
    hear: (progress: ClassesProgress) => void,
    keeping: Keeping,
  ): Promise<ClassesResult>;
  /** Ends the count in hand and keeps what is done of it; resolves when it has been answered. */
  pause(): Promise<void>;
  /** Keeps what is done of the count in hand, which goes on. */
  save(): void;
  /** Ends all its workers, whatever they do. */
  end(): Promise<void>;
};

/** Counts looks, not time: a machine that slept has lost no crew. */
const LOOK_EVERY_MS = 1000;
/** More than passes between two things that arrive while a pool starts. */
const READY_LOOKS = 60;
/** With a pool it tells again and again how far it is. */
const SILENT_LOOKS = 15;

type KeptReport = Extract<Event, { type: 'unsaved' }>['checkpoint'];

type Asked = {
  id: number;
  hear(progress: ClassesProgress): void;
  kept: Keeping['kept'] | undefined;
  unsaved: Keeping['unsaved'] | undefined;
  without: Keeping['without'] | undefined;
  resolve(result: ClassesResult): void;
  reject(reason: Error): void;
};

const nothing = () => {};

export function startClassesCrew(start: () => EngineClient): ClassesCrew {
  const client = start();
  let over: Error | undefined;
  let asked: Asked | undefined;
  /** resolves when the last question has been answered, however */
  let answered: Promise<void> = Promise.resolve();
  let lastId = 0;
  let silent = 0;
  let patience = READY_LOOKS;
  let open: (environment: Environment) => void = () => {};
  let refuse: (reason: Error) => void = () => {};
  const opened = new Promise<Environment>((resolve, reject) => {
    open = resolve;
    refuse = reject;
  });
  // Whether or not anybody waits for it.
  opened.catch(() => {});

  client.listen(hear);
  const looking = setInterval(() => {
    silent++;
    if (silent >= patience) fail('The counting worker does not answer any more.');
  }, LOOK_EVERY_MS);

  function hear(event: Event): void {
    silent = 0;
    switch (event.type) {
      case 'ready':
        // Between two questions nothing is to be heard, and without a pool nothing during a unit.
        patience = Number.POSITIVE_INFINITY;
        open(event.environment);
        break;
      case 'unsupported':
      case 'broken':
      case 'failed':
        fail(event.message);
        break;
      case 'classesProgress':
        if (event.id === asked?.id) asked.hear(event.progress);
        break;
      case 'kept':
        asked?.kept?.(event.trouble);
        break;
      case 'unsaved':
        asked?.unsaved?.(event.checkpoint);
        break;
      case 'without':
        asked?.without?.(event.message);
        break;
      case 'classesCounted':
        if (event.id === asked?.id) settle()?.resolve(event.result);
        break;
      case 'noAnswer':
      case 'classesRefused':
        if (event.id === asked?.id) settle()?.reject(new Error(event.message));
        break;
    }
  }

  function settle(): Asked | undefined {
    const settled = asked;
    asked = undefined;
    patience = Number.POSITIVE_INFINITY;
    return settled;
  }

  function fail(message: string): void {
    clearInterval(looking);
    over ??= new Error(message);
    refuse(over);
    settle()?.reject(over);
  }

  return {
    ready: () => opened,
    async count({ columns, from, to }, heard, { keep, checkpoint, resume, kept, unsaved, without }) {
      const { threads } = await opened;
      if (over) throw over;
      lastId++;
      const id = lastId;
      silent = 0;
      if (threads) patience = SILENT_LOOKS;
      const answer = new Promise<ClassesResult>((resolve, reject) => {
        asked = { id, hear: heard, kept, unsaved, without, resolve, reject };
        client.send({ type: 'classes', id, columns, from, to, keep, checkpoint, ...(resume && { resume }) });
      });
      answered = answer.then(nothing, nothing);
      return answer;
    },
    pause() {
      if (asked) client.send({ type: 'pause' });
      return answered;
    },
    save() {
      if (asked) client.send({ type: 'save' });
    },
    end() {
      fail('The crew was ended.');
      return client.end();
    },
  };
}
