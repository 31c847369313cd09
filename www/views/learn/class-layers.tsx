import { EXACT } from '../../components/exact';
import type { Class, DegreeClasses } from '../../model/generated';

const [APART, HEIGHT, TOP, RADIUS] = [150, 210, 26, 11];

type Props = {
  degrees: DegreeClasses[];
  /** from 1; what follows after it is drawn faintly */
  degree: number;
};

/** The classes of each degree below each other, and where another row leads; the same in a table. */
export function ClassLayers({ degrees, degree }: Props) {
  const x = (at: number) => (at + 0.5) * APART;
  const y = (place: number, of: number) => TOP + ((place + 0.5) * (HEIGHT - TOP)) / of;
  const of = (at: number) => degrees[at]?.classes.length ?? 1;
  return (
    <div class="class-layers">
      <svg
        viewBox={`0 0 ${degrees.length * APART} ${HEIGHT}`}
        role="img"
        aria-label="The classes by degree; the table has the same"
        {...EXACT}
      >
        {degrees
          .slice(0, -1)
          .map(({ classes }, at) =>
            classes.map((one, place) =>
              one.next.map((next) => (
                <path
                  key={`${at} ${place} ${next.class}`}
                  class={at + 1 < degree ? '' : at + 1 === degree ? 'layer-now' : 'layer-later'}
                  d={`M${x(at)} ${y(place, of(at))}L${x(at + 1)} ${y(next.class, of(at + 1))}`}
                />
              )),
            ),
          )}
        {degrees.map(({ classes }, at) => (
          <g key={at} class={at < degree ? 'layer-reached' : 'layer-later'}>
            <text class="layer-name" x={x(at)} y={14}>
              degree {at + 1}
            </text>
            {classes.map((one, place) => (
              <Node key={one.key} one={one} number={place + 1} x={x(at)} y={y(place, of(at))} />
            ))}
          </g>
        ))}
      </svg>
      <div class="visually-hidden">
        <table>
          <caption>Where another row leads</caption>
          <tbody>
            {degrees.slice(0, -1).map(({ classes }, at) =>
              classes.map((one, place) => (
                <tr key={one.key}>
                  <th scope="row">
                    degree {at + 1}, class {place + 1}
                  </th>
                  <td>
                    {one.next
                      .map(
                        (next) => `to class ${next.class + 1} by ${next.even} even and ${next.odd} odd rows`,
                      )
                      .join('; ')}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Node({ one, number, x, y }: { one: Class; number: number; x: number; y: number }) {
  return (
    <>
      <circle cx={x} cy={y} r={RADIUS} />
      {one.odd_automorphism && <circle class="layer-ring" cx={x} cy={y} r={RADIUS - 3} />}
      <text x={x} y={y + 4}>
        {number}
      </text>
    </>
  );
}
