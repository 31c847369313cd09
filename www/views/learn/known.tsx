import type { Shape } from '../../model/generated';

export function KnownStep({ shape }: { shape: Shape }) {
  return <p>{shape.columns}</p>;
}
