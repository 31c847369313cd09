import './parallel.css';
import { useState } from 'preact/hooks';
import { Segmented } from '../../components/segmented';
import type { Shape } from '../../model/generated';
import { useApp } from '../app-context';
import { TermLink } from '../term-link';
import { viewLink } from '../view-link';
import { NothingToDo, Say } from './parts';
import { SpoiltWays } from './spoilt-ways';
import { WhoTakesWhat } from './who-takes-what';

const PANES = ['columns', 'spoilt'] as const;
type Pane = (typeof PANES)[number];
const NAMES: Record<Pane, string> = { columns: 'Who takes what', spoilt: 'What does not scale' };

/** First columns on several workers: a count of the shape, and `compareWays` for what spoils a speed-up. */
export function ParallelStep({ shape }: { shape: Shape }) {
  const app = useApp();
  const [pane, setPane] = useState<Pane>('columns');
  return (
    <div class="parallel">
      <div class="parallel-top">
        <Segmented
          legend="What is shown"
          name="parallel-pane"
          values={PANES}
          chosen={pane}
          choose={(one: Pane) => setPane(one)}
        >
          {(one) => NAMES[one]}
        </Segmented>
        <a {...viewLink(app, 'lab')}>Measure all of it in the lab</a>
      </div>
      {pane === 'spoilt' ? <SpoiltWays /> : <Columns shape={shape} />}
    </div>
  );
}

function Columns({ shape }: { shape: Shape }) {
  const { rows, columns } = shape;
  if (columns === 1 || rows <= 2)
    return (
      <NothingToDo>
        With at most two rows there is no loop below a first column: nothing is worth sharing out. What does
        not scale is measured on a larger shape.
      </NothingToDo>
    );
  return (
    <>
      <Say>
        <TermLink id="first-column">First columns</TermLink> have nothing to do with each other, so each goes
        to the next worker that is free. Nobody waits for anybody until the last ones.
      </Say>
      <WhoTakesWhat shape={shape} />
    </>
  );
}
