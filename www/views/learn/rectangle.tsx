import type { Shape } from '../../model/generated';

export function RectangleStep({ shape }: { shape: Shape }) {
  return <p>{shape.columns}</p>;
}
