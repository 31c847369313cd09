/**
 * Shared memory must declare its maximum size, and some browsers, such as those on iPhones, refuse what others accept.
 * The maximum is then halved until it is accepted, as most counts need a small part of it.
 */
export function askForLessMemory(scope: { Memory: typeof WebAssembly.Memory } = WebAssembly): void {
  scope.Memory = new Proxy(scope.Memory, {
    construct(Memory, [descriptor]: [WebAssembly.MemoryDescriptor]) {
      const { initial, maximum } = descriptor;
      try {
        return new Memory(descriptor);
      } catch (error) {
        for (let less = (maximum ?? 0) >> 1; less >= 2 * initial; less >>= 1) {
          try {
            return new Memory({ ...descriptor, maximum: less });
          } catch {
            // Half of it may be accepted.
          }
        }
        throw error;
      }
    },
  });
}
