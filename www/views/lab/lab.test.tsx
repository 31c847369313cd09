// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabReport } from '../../model/generated';
import type { App } from '../../store/app';
import { createApp } from '../../store/create-app';
import { hostOf } from '../../testing/host';
import { type ScriptedLab, scriptedLab } from '../../testing/lab';
import { labPlan, labReport, labReportAlone } from '../../testing/lab-report';
import { scriptedEngine } from '../../testing/scripted-engine';
import { AppContext } from '../app-context';
import { Status } from '../shell/status';
import { Top } from '../shell/top';
import { LabView } from './lab';

let lab: ScriptedLab;
let counter: App;
let root: HTMLElement;

beforeEach(() => {
  const engine = scriptedEngine();
  lab = scriptedLab();
  counter = { ...createApp(hostOf(engine, { search: '?view=lab' })), lab };
  engine.ready();
  root = render(
    <AppContext.Provider value={counter}>
      <Top />
      <LabView />
      <Status />
    </AppContext.Provider>,
  ).container as HTMLElement;
});
afterEach(cleanup);

const text = (selector: string) =>
  root.querySelector(selector)?.textContent?.replaceAll('\u00a0', ' ').trim() ?? null;
/** All of a report is drawn one after another. */
async function shown(report: LabReport) {
  act(() => {
    lab.report.value = report;
  });
  await waitFor(() => {
    expect(text('.timeline-section')).toContain('Every piece of the timeline');
    expect(text('#q7')).not.toContain('not measured yet');
  });
}
const button = (name: string) =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name);

function measuring() {
  const plan = labPlan();
  const step = plan.steps[3] ?? null;
  act(() => {
    lab.run.value = {
      state: 'measuring',
      plan,
      done: 3,
      step,
      share: 0.43,
      remainingSeconds: 7,
      stopping: false,
    };
  });
}

describe('before anything is measured', () => {
  it('asks seven questions, says how long it will take, and starts nothing by itself', () => {
    expect(root.querySelectorAll('.question')).toHaveLength(7);
    expect(text('#q7')).toContain('not measured yet');
    expect(text('.lab-strip')).toContain('About 12 seconds.');
    expect(lab.calls).toEqual([]);
    button('Measure this machine')?.click();
    expect(lab.calls).toEqual(['start']);
  });

  it('says why it cannot start, and does not', () => {
    act(() => {
      lab.blocked.value = 'A count is running. Measure when it has finished.';
    });
    const measure = button('Measure this machine');
    expect(measure?.getAttribute('aria-disabled')).toBe('true');
    const described = measure?.getAttribute('aria-describedby');
    expect(text(`#${described}`)).toContain('A count is running');
    measure?.click();
    expect(lab.calls).toEqual([]);
  });

  it('takes nothing for a guess that was not moved', () => {
    expect(text('.guess output')).toBe('no guess yet');
    const slider = root.querySelector<HTMLInputElement>('#guess-speed');
    if (!slider) throw new Error('no slider');
    expect([slider.min, slider.max, slider.step]).toEqual(['0.5', '3', '0.05']);
    fireEvent.input(slider, { target: { value: '1.6' } });
    expect(lab.guess.value).toEqual({ speedUp: 1.6, firstShare: null });
    expect(text('.guess output')).toBe('1.60×');
    act(() => button('Clear my guess')?.click());
    expect(lab.guess.value).toEqual({ speedUp: null, firstShare: null });
  });
});

describe('while it measures', () => {
  it('says what, how far and how long, and can be cancelled', () => {
    measuring();
    expect(text('.lab-strip')).toContain('Measuring: starting pools: 1 of 6');
    expect(text('.lab-strip')).toContain('about 0:07 left');
    expect(root.querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow')).toBe('43');
    expect(text('.status .job')).toBe('Measuring: starting pools, 43 %');
    expect(text('.status [role="status"]')).toBe('40 per cent measured.');
    button('Cancel')?.click();
    expect(lab.calls).toEqual(['cancel']);
  });

  it('leads back from another view', () => {
    measuring();
    act(() => {
      counter.view.value = 'count';
    });
    const show = [...root.querySelectorAll('.status a')].find(({ textContent }) => textContent === 'Show');
    expect(show?.getAttribute('href')).toContain('view=lab');
  });

  it('cancelled, says that nothing was kept', () => {
    act(() => {
      lab.run.value = { state: 'cancelled' };
    });
    expect(text('.lab-strip')).toContain('Cancelled. No report.');
    act(() => {
      lab.report.value = labReport();
    });
    expect(text('.lab-strip')).toContain('Cancelled. The previous report stays.');
  });
});

describe('a report', () => {
  it('answers seven questions with figures of its own', async () => {
    await shown(labReport());
    const { answers } = labReport();
    expect(text('#q1 .question-answer')).toBe('2 + 3 first columns');
    expect(text('#q3 .question-answer')).toContain(answers.optimisations.said.figure);
    expect(text('.lab-summary')).toContain('1.87×of at most 1.875×: 15 first columns on 2 workers');
    expect(text('#q6 table')).toContain('under 5 µs');
    expect(root.querySelectorAll('#q4 .bar-table tr')).toHaveLength(4);
  });

  const baseline = () =>
    [...root.querySelectorAll('#q3 .bar-table')].find((table) => table.textContent?.includes('backtracking'));
  const withBaseline = (baseline: LabReport['answers']['optimisations']['baseline']) => {
    const report = labReport();
    const optimisations = { ...report.answers.optimisations, baseline };
    return { ...report, answers: { ...report.answers, optimisations } };
  };

  it('says what backtracking takes, with its ratio', async () => {
    await shown(labReport());
    const rows = [...(baseline()?.querySelectorAll('tr') ?? [])].map(({ textContent }) => textContent);
    expect(rows).toEqual(['all in32.0 ms1.00×', 'backtracking, cell by cell2.56 s80.0×']);
    expect(baseline()?.querySelector('caption')?.textContent).toContain('One first column of 5 × 7');
    expect(text('#q3')).not.toContain('takes too long by backtracking');
  });

  it('says so where a smaller shape is taken for backtracking', async () => {
    const { baseline: measured } = labReport().answers.optimisations;
    await shown(withBaseline(measured && { ...measured, shape: { rows: 4, columns: 7 } }));
    expect(baseline()?.querySelector('caption')?.textContent).toContain('One first column of 4 × 7');
    expect(text('#q3')).toContain('5 × 7 takes too long by backtracking, so both are timed on 4 × 7.');
  });

  it('of an earlier version is shown without backtracking', async () => {
    await shown(withBaseline(null));
    expect(text('#q3 .question-answer')).toContain('265 → 53');
    expect(baseline()).toBeUndefined();
  });

  it('shows the columns of another schedule when asked', async () => {
    await shown(labReport());
    const dynamic = [...root.querySelectorAll<HTMLInputElement>('#q1 input')][1];
    act(() => dynamic?.click());
    expect(root.querySelector('#q1 svg')?.getAttribute('aria-label')).toContain(
      'dynamic schedule: worker 1 (1, 2, 3, 4, 5) (1, 2, 3, 5, 6) (1, 3, 4, 5, 6)',
    );
  });

  it('shows the guess beside the answer', async () => {
    lab.guess.value = { speedUp: 1.6, firstShare: 3 };
    await shown(labReport());
    expect(text('.lab-summary .guessed')).toContain('You guessed 1.60×; measured 1.87×.');
    expect(text('#q1 .guessed')).toContain('You guessed 3 of 5 for worker 1; it took 2.');
  });

  it('says why questions on several workers cannot be asked', async () => {
    await shown(labReportAlone());
    for (const id of ['q5', 'q6', 'q7']) {
      expect(text(`#${id}`)).toContain('Not available without a worker pool.');
      expect(text(`#${id}`)).toContain('This page is not isolated');
    }
    expect(root.querySelectorAll('.lanes .piece').length).toBeGreaterThan(15);
  });

  it('warns of a busy machine', async () => {
    const report = labReport();
    await shown({ ...report, machine: { ...report.machine, busy: true, spread: 0.2 } });
    expect(text('.machine-busy')).toContain('20 %');
  });

  it('has another beside it, and the original note in its own unit when asked', async () => {
    lab.other.value = { name: 'native.json', report: labReport() };
    await shown(labReport());
    expect(text('.beside thead')).toBe('FigureHerenative.json');
    const note = root.querySelector<HTMLInputElement>('.beside input');
    act(() => note?.click());
    expect(text('.beside')).toContain('4.45 and 4.55 M/s, in its unit');
    expect(text('.beside')).toContain('56,448');
    button('Close native.json')?.click();
    expect(lab.calls).toEqual(['close']);
  });
});

describe('the timeline', () => {
  const pieces = () => [...root.querySelectorAll<SVGGElement>('.lanes .piece')];
  const reached = () => pieces().filter((piece) => piece.getAttribute('tabindex') === '0');

  it('is walked through by arrows, one bar in the order of Tab', async () => {
    await shown(labReport());
    expect(reached()).toHaveLength(1);
    act(() => void fireEvent.focus(reached()[0] as Element));
    expect(text('.readout p')).toBe('1 worker, worker 1: loading the program, 11.0 ms, from 0 to 11.0 ms.');
    act(() => void fireEvent.keyDown(reached()[0] as Element, { key: 'ArrowRight' }));
    expect(text('.readout p')).toContain('starting the worker, 9.00 ms');
    act(() => void fireEvent.keyDown(reached()[0] as Element, { key: 'ArrowDown' }));
    expect(text('.readout p')).toContain('2 workers, worker 1');
  });

  it('is enlarged by keys and shown whole again', async () => {
    await shown(labReport());
    const whole = () => button('Whole run')?.disabled;
    expect(whole()).toBe(true);
    act(() => void fireEvent.keyDown(reached()[0] as Element, { key: '+' }));
    expect(whole()).toBe(false);
    act(() => void fireEvent.keyDown(reached()[0] as Element, { key: 'Home' }));
    expect(whole()).toBe(true);
  });
});

it('views are true links, and a plain click on one changes the view in place', () => {
  const link = [...root.querySelectorAll<HTMLAnchorElement>('.nav a')][0];
  expect(link?.getAttribute('href')).toBe('?r=5&n=6');
  expect(text('.nav [aria-current="page"]')).toBe('Lab');
  act(() => link?.click());
  expect(counter.view.value).toBe('count');
});
