import './classes.css';
import { useState } from 'preact/hooks';
import { Segmented } from '../../components/segmented';
import type { Shape } from '../../model/generated';
import { ClassesByDegree } from './classes-by-degree';
import { NothingToDo } from './parts';
import { TwoGraphs } from './two-graphs';

const PANES = ['pair', 'degrees'] as const;
type Pane = (typeof PANES)[number];
const NAMES: Record<Pane, string> = { pair: 'Two rectangles', degrees: 'All classes' };

/** Rectangles with the same graph up to renaming: the requests `graph`, `completions` and `classes`. */
export function ClassesStep({ shape }: { shape: Shape }) {
  const [pane, setPane] = useState<Pane>('pair');
  if (shape.columns === 1)
    return (
      <NothingToDo>With one column there is one rectangle, and so nothing to sort into classes.</NothingToDo>
    );
  return (
    <div class="classes">
      <Segmented
        legend="What is shown"
        name="classes-pane"
        values={PANES}
        chosen={pane}
        choose={(one: Pane) => setPane(one)}
      >
        {(one) => NAMES[one]}
      </Segmented>
      {pane === 'pair' ? <TwoGraphs shape={shape} /> : <ClassesByDegree shape={shape} />}
    </div>
  );
}
