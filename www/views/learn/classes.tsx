import './classes.css';
import { Segmented } from '../../components/segmented';
import type { Shape } from '../../model/generated';
import type { PaneOf } from '../../model/learn';
import { ClassesByDegree } from './classes-by-degree';
import { NothingToDo } from './parts';
import { TwoGraphs } from './two-graphs';
import { usePane } from './use-pane';

const NAMES: Record<PaneOf<7>, string> = { pair: 'Two rectangles', degrees: 'All classes' };

/** Rectangles with the same graph up to renaming: the requests `graph`, `completions` and `classes`. */
export function ClassesStep({ shape }: { shape: Shape }) {
  const { panes, pane, choose } = usePane(7);
  if (shape.columns === 1)
    return (
      <NothingToDo>With one column there is one rectangle, and so nothing to sort into classes.</NothingToDo>
    );
  return (
    <div class="classes">
      <Segmented legend="What is shown" name="classes-pane" values={panes} chosen={pane} choose={choose}>
        {(one) => NAMES[one]}
      </Segmented>
      {pane === 'pair' ? <TwoGraphs shape={shape} /> : <ClassesByDegree shape={shape} />}
    </div>
  );
}
