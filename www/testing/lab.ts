import { signal } from '@preact/signals';
import type { LabPlan } from '../model/generated';
import type { Guess, Lab, LabRun } from '../store/lab';
import { labPlan } from './lab-report';

/** A lab that does only what a test tells it to, and remembers what it was asked. */
export type ScriptedLab = Lab & {
  plan: ReturnType<typeof signal<LabPlan | null>>;
  blocked: ReturnType<typeof signal<string | null>>;
  calls: string[];
};

export function scriptedLab(): ScriptedLab {
  const calls: string[] = [];
  const plan = labPlan();
  return {
    calls,
    counted: signal(plan.question.counted),
    timed: signal<Lab['timed']['value']>(null),
    plan: signal<LabPlan | null>(plan),
    run: signal<LabRun>({ state: 'idle' }),
    report: signal<Lab['report']['value']>(null),
    other: signal<Lab['other']['value']>(null),
    refusal: signal<string | null>(null),
    guess: signal<Guess>({ speedUp: null, firstShare: null }),
    blocked: signal<string | null>(null),
    start: () => void calls.push('start'),
    cancel: () => void calls.push('cancel'),
    open: async (file) => void calls.push(`open ${file.name}`),
    close: () => void calls.push('close'),
  };
}
