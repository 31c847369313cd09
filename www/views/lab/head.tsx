import { M } from '../../components/mathematics';
import { sameShape, shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { WorkersChoice } from '../workers-choice';
import { MeasureButton, MeasureStrip } from './measure';
import { ShapesChoice } from './shapes-choice';

/** What is measured, on what, and the button that starts it. */
export function LabHead() {
  const { lab } = useApp();
  const measuring = lab.run.value.state === 'measuring';
  return (
    <div class="lab-head">
      <div class="lab-title">
        <h1>What parallel workers cost and gain</h1>
        <p class="text">
          Seven questions, each answered by measuring this machine now. <Shapes />
        </p>
      </div>
      <div class="lab-controls">
        <WorkersChoice disabled={measuring} />
        <MeasureButton />
      </div>
      <MeasureStrip />
      <details class="lab-more">
        <summary>More</summary>
        <ShapesChoice disabled={measuring} />
      </details>
    </div>
  );
}

/** Which shape is for what. */
function Shapes() {
  const { lab } = useApp();
  const counted = lab.counted.value;
  const timed = lab.plan.value?.question.timed;
  const name = <M>{shapeName(counted)}</M>;
  if (!timed)
    return <>Assignments are shown for {name}; times are measured on a shape that takes long enough here.</>;
  if (sameShape(counted, timed)) return <>Everything is shown and timed on {name}.</>;
  const why = lab.timed.value ? 'as you chose' : 'which takes long enough to time here';
  return (
    <>
      Assignments are shown for {name}; times are measured on <M>{shapeName(timed)}</M>, {why}.
    </>
  );
}
