/** Whole shapes, on one worker and on two: the page, the command and the table have the same. */
const shapes = [
  [5, 6],
  [5, 7],
  [6, 7],
  [7, 7],
  [4, 8],
  [3, 9],
];

export const measures = shapes.flatMap(([rows = 0, columns = 0]) =>
  [1, 2].map((workers) => ({ rows, columns, workers })),
);

export const repetitions = 7;
