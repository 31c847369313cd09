import type { UnitReport } from '../model/generated';
import type { LabCall, LabResponse, UnitRequest } from './api';
import { epoch } from './clock';
import { errorMessage, sentence } from './error-message';
import { type Counter, readLabReport } from './pkg/latin_rectangles.js';

/** Times a unit on the calling thread; throws if it is refused. */
export function timeUnit(
  counter: Counter,
  { shape, firstColumn, part, parts, repetitions, options }: UnitRequest,
): UnitReport {
  const args = [firstColumn, part, parts, repetitions] as const;
  return JSON.parse(counter.timeUnit(shape.rows, shape.columns, ...args, JSON.stringify(options)));
}

/** Handles a call of the lab in the dedicated worker; errors are returned as a sentence. */
export function handleLabCall(counter: Counter, question: LabCall): LabResponse {
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
          report: JSON.parse(counter.labReport(JSON.stringify(question.measurements))),
        };
      case 'labRead':
        return { type: 'labReported', id, report: JSON.parse(readLabReport(question.text)) };
    }
  } catch (error) {
    return { type: 'labRefused', id, message: sentence(errorMessage(error)) };
  }
}
