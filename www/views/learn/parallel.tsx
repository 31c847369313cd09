import './parallel.css';
import { Segmented } from '../../components/segmented';
import type { Shape } from '../../model/generated';
import type { PaneOf } from '../../model/learn';
import { useApp } from '../app-context';
import { TermLink } from '../term-link';
import { viewLink } from '../view-link';
import { NothingToDo, Say } from './parts';
import { SpoiltWays } from './spoilt-ways';
import { usePane } from './use-pane';
import { WhoTakesWhat } from './who-takes-what';

const NAMES: Record<PaneOf<6>, string> = { columns: 'Who takes what', spoilt: 'What does not scale' };

/** First columns on several workers: a count of the shape, and `compareWays` for what spoils a speed-up. */
export function ParallelStep({ shape }: { shape: Shape }) {
  const app = useApp();
  const { panes, pane, choose } = usePane(6);
  return (
    <div class="parallel">
      <div class="parallel-top">
        <Segmented legend="What is shown" name="parallel-pane" values={panes} chosen={pane} choose={choose}>
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
