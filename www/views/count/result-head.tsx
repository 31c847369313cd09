import type { ComponentChildren } from 'preact';
import { M } from '../../components/mathematics';
import type { Shape } from '../../model/generated';

/** The equation above a number, what the number is, and what can be done with it. */
export function ResultHead({
  shape,
  words,
  children,
}: {
  shape: Shape;
  words: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="over">
      <h2 class="eq">
        <M>
          <i>K</i>({shape.rows}, {shape.columns})
        </M>
      </h2>
      <p>{words}</p>
      {children && <span class="actions">{children}</span>}
    </div>
  );
}
