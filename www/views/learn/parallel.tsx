import type { Shape } from '../../model/generated';

export function ParallelStep({ shape }: { shape: Shape }) {
  return <p>{shape.columns}</p>;
}
