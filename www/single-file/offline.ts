/** A file is there without a network, and has no service worker. */
export const goOffline = () => null;
