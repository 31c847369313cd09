/** Where a key leads from a slide, of 0 to `last`; null for others, among them up and down, which scroll. */
export function moved(slide: number, key: string, last: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'PageDown':
    case ' ':
      return Math.min(last, slide + 1);
    case 'ArrowLeft':
    case 'PageUp':
      return Math.max(0, slide - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
