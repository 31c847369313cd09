/** The page's script is here at once, and needs none. */
export const firstWorker = null;
