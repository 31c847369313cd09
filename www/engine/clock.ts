/** Milliseconds since 1970, on the one clock that the page and its workers share, at the browser's resolution. */
export const epoch = () => performance.timeOrigin + performance.now();
