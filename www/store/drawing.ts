/** When the page is drawn. */
export type Drawing = {
  /** Leaves what is drawn as it is for a moment, or until it is released. */
  hold(): void;
  /** Draws what has changed meanwhile. */
  release(): void;
  /** Calls back when what has changed by now is drawn. */
  after(callback: () => void): void;
};
