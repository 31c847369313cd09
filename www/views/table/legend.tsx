import { M } from '../../components/mathematics';
import { STRENGTHS } from './tint';

/** What colours, lines and boxes mean. */
export function TriangleKey() {
  return (
    <p class="triangle-legend note">
      <Ramp sign="+" tint="tint-plus" />
      <Ramp sign="−" tint="tint-minus" />
      <span class="tx">
        sign of{' '}
        <M>
          <i>D</i>
        </M>
        ; each paler step:{' '}
        <M>
          |<i>D</i>| / <i>K</i>
        </M>{' '}
        ten times smaller
      </span>
      <span class="line">
        <i class="marks" /> by one method
      </span>
      <span class="line">
        <i class="marks twice" /> by both methods
      </span>
      <span class="swatch">
        <i class="cell-sample in-print" /> published, not counted here
      </span>
      <span class="swatch">
        <i class="cell-sample" /> no published value known
      </span>
    </p>
  );
}

function Ramp({ sign, tint }: { sign: string; tint: string }) {
  return (
    <span class="swatch">
      {sign}
      <span class="ramp" aria-hidden="true">
        {Array.from({ length: STRENGTHS }, (_, i) => (
          <i key={i} class={`${tint} tint-${i + 1}`} />
        ))}
      </span>
    </span>
  );
}
