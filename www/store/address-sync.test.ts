import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AddressBar, createAddressBar } from './address-sync';

let written: string[];
let refusing: boolean;
let bar: AddressBar;

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  refusing = false;
  const write = (how: string) => (search: string) => {
    if (refusing) throw new DOMException('Attempt to use history more than 100 times', 'SecurityError');
    written.push(`${how} ${search}`);
  };
  bar = createAddressBar({ replace: write('replace'), push: write('push') }, '');
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the address', () => {
  it('is written at once, and of many changes the last', () => {
    bar.replace('?n=1');
    expect(written).toEqual(['replace ?n=1']);
    for (const n of [2, 3, 4]) bar.replace(`?n=${n}`);
    expect(written).toEqual(['replace ?n=1']);
    vi.advanceTimersByTime(1000);
    expect(written).toEqual(['replace ?n=1', 'replace ?n=4']);
  });

  it('is written less often than Safari allows, however fast it changes', () => {
    for (let change = 0; change < 3000; change++) {
      bar.replace(`?n=${change}`);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1000);
    expect(written.length).toBeLessThan(100);
    expect(written.at(-1)).toBe('replace ?n=2999');
  });

  it('that the browser refuses harms nothing, and is written when it may be', () => {
    refusing = true;
    bar.replace('?n=1');
    bar.push('?view=table');
    bar.replace('?n=2');
    vi.advanceTimersByTime(30_000);
    expect(written).toEqual([]);
    refusing = false;
    vi.advanceTimersByTime(30_000);
    expect(written).toEqual(['replace ?n=2']);
  });

  it('of the page before is written before the next one is entered', () => {
    bar.replace('?n=1');
    bar.replace('?n=2');
    bar.push('?view=table');
    vi.advanceTimersByTime(1000);
    expect(written).toEqual(['replace ?n=1', 'replace ?n=2', 'push ?view=table']);
  });

  it('that waits is not written over the one that Back has led to', () => {
    bar.replace('?n=1');
    bar.replace('?n=2');
    expect(bar.hasMoved('?n=1')).toBe(false);
    expect(bar.hasMoved('?n=9')).toBe(true);
    vi.advanceTimersByTime(1000);
    expect(written).toEqual(['replace ?n=1']);
  });
});
