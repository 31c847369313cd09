import { epoch } from './clock';
import type { PopcountChoice, UnitReport } from './generated';
import * as module from './pkg/full/full.js';
import moduleUrl from './pkg/full/full_bg.wasm?url';
import type { LabAnswer, LabQuestion, UnitQuestion } from './protocol';
import { sentence, words } from './words';

/** The module that measures, which can all that the one for counting can, and where it is. */
export { module, moduleUrl };

/** What only that module does. */
export type Measuring = {
  answer(question: LabQuestion): LabAnswer;
  /** Throws what was refused. */
  timeUnit(question: UnitQuestion): UnitReport;
};

/** On the workers of a counter. */
export function measuringWith(counter: module.Counter): Measuring {
  return {
    answer: (question) => answerLab(counter, question),
    timeUnit({ shape, firstColumn, part, parts, repetitions, options }) {
      const asked = [firstColumn, part, parts, repetitions] as const;
      return JSON.parse(counter.timeUnit(shape.rows, shape.columns, ...asked, JSON.stringify(options)));
    },
  };
}

/** On the calling thread alone, with a popcount that was chosen by another module. */
export async function measuringBeside(popcount: PopcountChoice): Promise<Measuring> {
  await module.default({ module_or_path: moduleUrl });
  const counter = new module.Counter(false);
  counter.settlePopcount(JSON.stringify(popcount));
  return measuringWith(counter);
}

/** The answer to the lab, in the dedicated worker; what throws is refused in a sentence. */
export function answerLab(counter: module.Counter, question: LabQuestion): LabAnswer {
  const { id } = question;
  try {
    switch (question.type) {
      case 'labPlan':
        return {
          type: 'labPlanned',
          id,
          plan: JSON.parse(counter.labPlan(JSON.stringify(question.request))),
        };
      case 'labStep': {
        const step = JSON.stringify(question.step);
        const begunAt = epoch();
        const outcome = counter.labStep(step);
        return { type: 'labStepped', id, outcome: JSON.parse(outcome), begunAt };
      }
      case 'labReport':
        return {
          type: 'labReported',
          id,
          report: JSON.parse(module.labReport(JSON.stringify(question.measurements))),
        };
      case 'labRead':
        return { type: 'labReported', id, report: JSON.parse(module.readLabReport(question.text)) };
    }
  } catch (error) {
    return { type: 'labRefused', id, message: sentence(words(error)) };
  }
}
