import { grouped } from '../../format/number';
import { columnName } from '../../model/shape';
import type { Group } from '../../model/soundness';

/** '(1, 2, 3, 4, 6) gives …; the other 4 give …' */
export function disagreement(groups: Group[]): string {
  const [most, ...others] = groups;
  const figures = ({ positive, negative }: Group) => `${grouped(positive)} even + ${grouped(negative)} odd`;
  const odd = others.map((group) => {
    const verb = group.columns.length === 1 ? 'gives' : 'give';
    return `${group.columns.map(columnName).join(', ')} ${verb} ${figures(group)}`;
  });
  const rest =
    most &&
    `the other ${most.columns.length} ${most.columns.length === 1 ? 'gives' : 'give'} ${figures(most)}`;
  return `${[...odd, rest].join('; ')}.`;
}
