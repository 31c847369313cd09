import type { Shape } from '../../model/generated';

export function ClassesStep({ shape }: { shape: Shape }) {
  return <p>{shape.columns}</p>;
}
