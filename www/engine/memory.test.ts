import { expect, it } from 'vitest';
import { askForLessMemory } from './memory';

/** A browser that gives at most so many pages. */
function scopeOf(most: number) {
  const requested: (number | undefined)[] = [];
  class Memory extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      requested.push(descriptor.maximum);
      if ((descriptor.maximum ?? 0) > most) throw new RangeError('Out of memory');
      super(descriptor);
    }
  }
  const scope = { Memory: Memory as typeof WebAssembly.Memory };
  askForLessMemory(scope);
  return { scope, requested };
}

const descriptor = { initial: 18, maximum: 8192, shared: true };

it('memory whose maximum is refused is asked for with half of it, and again', () => {
  const { scope, requested } = scopeOf(2048);
  const memory = new scope.Memory(descriptor);
  expect(memory).toBeInstanceOf(WebAssembly.Memory);
  expect(memory.buffer.byteLength).toBe(18 * 65_536);
  expect(requested).toEqual([8192, 4096, 2048]);
});

it('memory that is given is asked for once', () => {
  const { scope, requested } = scopeOf(8192);
  new scope.Memory(descriptor);
  expect(requested).toEqual([8192]);
});

it('what is refused altogether is refused with its reason', () => {
  const { scope } = scopeOf(10);
  expect(() => new scope.Memory(descriptor)).toThrow('Out of memory');
});
