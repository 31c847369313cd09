/** Controls when the page is drawn. */
export type Drawing = {
  /** Defers drawing for a moment, or until it is released. */
  hold(): void;
  /** Draws deferred changes. */
  release(): void;
  /** Calls back once all changes so far are drawn. */
  after(callback: () => void): void;
};
