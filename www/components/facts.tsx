import './facts.css';
import type { ComponentChildren } from 'preact';
import { Exact } from './exact';

/** A claim, and what kind of claim it is. */
export function Fact({ kind, children }: { kind: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{kind}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A figure and its unit. */
export function Measure({ figure, unit }: { figure: string; unit: string }) {
  return (
    <Exact>
      <span class="num">{figure}</span>
      {unit && (
        <>
          {' '}
          <span class="unit-text">{unit}</span>
        </>
      )}
    </Exact>
  );
}
