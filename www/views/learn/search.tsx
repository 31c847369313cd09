import type { Shape } from '../../model/generated';

export function SearchStep({ shape }: { shape: Shape }) {
  return <p>{shape.columns}</p>;
}
