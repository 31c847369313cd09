/**
 * Shared memory says at first how large it may become, and some browsers, as on iPhones, refuse what others give: half
 * of it is asked for then, and again, as most counts need a small part.
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
            // Half of it may do.
          }
        }
        throw error;
      }
    },
  });
}
