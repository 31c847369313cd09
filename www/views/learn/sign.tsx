import type { Shape } from '../../model/generated';

export function SignStep({ shape }: { shape: Shape }) {
  return <p>{shape.columns}</p>;
}
