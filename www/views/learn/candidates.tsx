import type { Shape } from '../../model/generated';

export function CandidatesStep({ shape }: { shape: Shape }) {
  return <p>{shape.columns}</p>;
}
