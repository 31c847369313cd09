/** Workers of a file do not know where it is. */
export const ownName = (name: string) => name;
