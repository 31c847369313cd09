import { PANES, type PaneOf, type StepWithPanes } from '../../model/learn';
import { useApp } from '../app-context';

/** What a step shows, as the address says. */
export function usePane<Step extends StepWithPanes>(
  step: Step,
): { panes: readonly PaneOf<Step>[]; pane: PaneOf<Step>; choose(pane: PaneOf<Step>): void } {
  const { learn } = useApp();
  const panes: readonly PaneOf<Step>[] = PANES[step];
  const chosen = learn.place.value.choices.pane;
  const [first] = panes;
  const pane = panes.find((one) => one === chosen) ?? (first as PaneOf<Step>);
  return { panes, pane, choose: (one) => learn.choose({ pane: one }) };
}
