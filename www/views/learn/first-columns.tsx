import type { Shape } from '../../model/generated';

export function FirstColumnsStep({ shape }: { shape: Shape }) {
  return <p>{shape.columns}</p>;
}
