export const startWorkers = () => Promise.reject(new Error('there is no pool here'));
