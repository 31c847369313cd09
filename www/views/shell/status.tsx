import './status.css';
import { effect } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { plural } from '../../format/units';
import type { App } from '../../store/app';
import type { Offline } from '../../store/offline';
import { overallShare } from '../../store/overall';
import { useApp } from '../app-context';
import { viewLink } from '../view-link';
import { announcement, reportedView, runningView, statusLine } from './status-text';

/** null in development and in tests, where there is no service worker. */
export const OfflineContext = createContext<Offline | null>(null);

/** The line at the bottom: what runs, and how this browser counts. */
export function Status() {
  const app = useApp();
  const run = app.run.value;
  const lab = app.lab.run.value;
  const reason = useReason(app.engine.environment.value?.reason ?? null);
  const reported = reportedView(app);
  const share =
    lab.state === 'measuring' ? lab.share : run.state === 'running' ? overallShare(app, run) : null;
  return (
    <footer class="status">
      {share !== null && <span class="line" style={{ '--v': (share * 100).toFixed(1) }} />}
      <div class="status-in">
        <span class="job">{statusLine(app, reported)}</span>
        <OtherViewLinks />
        <ReloadOffer />
        <span class="env">{environmentText(app, reason)}</span>
        <Announcement />
      </div>
    </footer>
  );
}

/** Announces every state in order, even the start of a count that ends before anything of it is drawn. */
function Announcement() {
  const app = useApp();
  const region = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      effect(() => {
        const text = announcement(app, reportedView(app));
        app.drawing.after(() => {
          if (region.current && region.current.textContent !== text) region.current.textContent = text;
        });
      }),
    [app],
  );
  return <span class="visually-hidden" role="status" ref={region} />;
}

/** Links to what runs in a view that is not shown. */
function OtherViewLinks() {
  const app = useApp();
  const { view, lab, table, sequences } = app;
  const running = runningView(app);
  if (running === null || running === view.value) return null;
  const cancel = {
    count: app.cancel,
    lab: lab.cancel,
    table: table.cancel,
    sequences: sequences.cancel,
  }[running];
  return (
    <>
      <a {...viewLink(app, running)}>Show</a>
      <button class="link" type="button" onClick={() => cancel()}>
        Cancel
      </button>
    </>
  );
}

/** Offers to reload where that would bring something; it is never forced. */
function ReloadOffer() {
  const offline = useContext(OfflineContext);
  const what = offline && offerOf(offline);
  if (!what) return null;
  if (offline.busy.value) return <span class="wide">{what} Reload when nothing is running.</span>;
  return (
    <span class="offer">
      {what}{' '}
      <button class="link" type="button" onClick={() => offline.reload()}>
        Reload
      </button>
    </span>
  );
}

function offerOf({ newer, isolation }: Offline): string | null {
  if (newer.value) return 'A new version is available.';
  return isolation.value === 'offered' ? 'Workers can share memory after a reload.' : null;
}

/** Why workers share no memory: the engine's reason, unless that is about to change by itself. */
function useReason(reason: string | null): string | null {
  const offline = useContext(OfflineContext);
  return offline?.isolation.value === 'coming'
    ? 'Setting up shared memory; the page will reload once.'
    : reason;
}

function environmentText({ engine }: App, reason: string | null): string {
  if (engine.state.value === 'unsupported') return 'cannot count here';
  const environment = engine.environment.value;
  if (!environment) return 'starting…';
  const { workers, simd, threads } = environment;
  return [
    plural(workers, 'worker'),
    simd ? 'SIMD' : 'portable',
    threads && reason === null ? 'shared memory' : reason,
  ]
    .filter(Boolean)
    .join(' · ');
}
