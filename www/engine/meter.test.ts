import { describe, expect, it } from 'vitest';
import { MeterField } from '../model/generated';
import { copyMeter, readMeter } from './meter';

const words = MeterField.InProgress + 10;

function source() {
  const buffer = new SharedArrayBuffer(8 + 2 * words * 8);
  const meter = new BigUint64Array(buffer, 8);
  const second = (field: number, value: bigint) => {
    meter[words + field] = value;
  };
  second(MeterField.State, 1n);
  second(MeterField.UnitsDone, 3n);
  second(MeterField.Positive, 2n ** 63n);
  second(MeterField.Negative, 5n);
  second(MeterField.BusyMicroseconds, 1_500_000n);
  second(MeterField.Unit, 5n);
  second(MeterField.Share, 250_000n);
  second(MeterField.InProgress, 0x3412n);
  second(MeterField.InProgress + 1, 0xa143n);
  return { buffer, offset: 8, workers: 2, words };
}

describe('the meter', () => {
  it('is read for every worker without losing a digit', () => {
    const [first, second] = readMeter(source());
    expect(first).toEqual({
      state: 'waiting',
      unitsDone: 0,
      positive: 0n,
      negative: 0n,
      busySeconds: 0,
      unit: null,
      share: 0,
      rows: [],
    });
    expect(second).toEqual({
      state: 'counting',
      unitsDone: 3,
      positive: 9223372036854775808n,
      negative: 5n,
      busySeconds: 1.5,
      unit: 4,
      share: 0.25,
      rows: [
        [2, 1, 4, 3],
        [3, 4, 1, 10],
      ],
    });
  });

  it('is the same in a copy', () => {
    const copy = copyMeter(source());
    expect(copy.buffer).toBeInstanceOf(ArrayBuffer);
    expect(readMeter(copy)).toEqual(readMeter(source()));
  });
});
