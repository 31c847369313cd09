import type { ComponentChildren } from 'preact';
import { M } from '../../components/mathematics';

/** A formula in a line of text. */
export function Formula({ children }: { children: ComponentChildren }) {
  return (
    <M>
      <math>{children}</math>
    </M>
  );
}

const oneLess = (name: string) => (
  <>
    <mi>{name}</mi>
    <mo>−</mo>
    <mn>1</mn>
  </>
);

/** (r − 1)!, in a formula. */
export const ROW_ORDERS = (
  <>
    <mo>(</mo>
    {oneLess('r')}
    <mo>)</mo>
    <mo>!</mo>
  </>
);

/** C(n − 1, r − 1), in a formula. */
export const FIRST_COLUMNS = (
  <>
    <mi>C</mi>
    <mo>(</mo>
    {oneLess('n')}
    <mo>,</mo>
    {oneLess('r')}
    <mo>)</mo>
  </>
);
