import './sign-note.css';
import { SIGN, SQUARE_DIFFERENCE, signText } from '../format/sign';
import type { Shape } from '../model/generated';
import { M, SignedK } from './mathematics';

/** What even and odd mean, of the shapes whose figures are shown. */
export function SignNote({ shapes }: { shapes: readonly Shape[] }) {
  const words = signText(shapes);
  const [text = SIGN, after] = words.split(SQUARE_DIFFERENCE);
  return (
    <p class="note sign-note">
      {text.split(/(K[⁺⁻])/).map((part) => {
        if (part === 'K⁺') return <SignedK sign="+" />;
        return part === 'K⁻' ? <SignedK sign="−" /> : part;
      })}
      {after !== undefined && (
        <>
          <M>
            <i>D</i>(<i>n</i>, <i>n</i>) = (−1)
            <sup>
              <i>n</i>(<i>n</i>−1)/2
            </sup>{' '}
            · (<i>n</i>−1)! · AT(<i>n</i>)
          </M>
          {after}
        </>
      )}
    </p>
  );
}
