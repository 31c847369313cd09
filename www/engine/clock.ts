/** Milliseconds since 1970: the one clock that the page and its workers share, as fine as the browser makes it. */
export const epoch = () => performance.timeOrigin + performance.now();
