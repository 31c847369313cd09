const PAINT_PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'paint-order',
  'font-size',
  'text-anchor',
  'dominant-baseline',
];
const PAGE_ATTRIBUTES = ['class', 'style', 'tabindex', 'role', 'aria-label', 'aria-hidden'];

/** Margin around a picture, in pixels. */
const MARGIN = 16;

export type Standalone = { text: string; width: number; height: number };

/** A picture of the page as a file of its own: styles become attributes, and it gets a background. */
export function standalone(picture: SVGSVGElement): Standalone {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const label = picture.getAttribute('aria-label') ?? '';
  inlineStyles(picture, copy);
  const box = picture.viewBox.baseVal;
  const [width, height] = [box.width + 2 * MARGIN, box.height + 2 * MARGIN];
  copy.setAttribute('viewBox', `${-MARGIN} ${-MARGIN} ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.prepend(element('title', {}, label), background(width, height));
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function inlineStyles(original: Element, copy: Element): void {
  const style = getComputedStyle(original);
  for (const name of PAINT_PROPERTIES) {
    const value = style.getPropertyValue(name);
    if (value) copy.setAttribute(name, value);
  }
  // Another machine does not have the fonts of the page.
  copy.setAttribute('font-family', style.fontFamily.trim().endsWith('sans-serif') ? 'sans-serif' : 'serif');
  for (const name of PAGE_ATTRIBUTES) copy.removeAttribute(name);
  const [originals, copies] = [[...original.children], [...copy.children]];
  originals.forEach((child, i) => {
    const other = copies[i];
    if (other) inlineStyles(child, other);
  });
}

function background(width: number, height: number): Element {
  const fill = getComputedStyle(document.body).backgroundColor || '#ffffff';
  const place = { x: String(-MARGIN), y: String(-MARGIN), width: String(width), height: String(height) };
  return element('rect', { ...place, fill });
}

function element(name: string, attributes: Record<string, string>, text = ''): Element {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

/** The picture as a PNG with `scale` pixels for each pixel of the page. */
export async function pngOf({ text, width, height }: Standalone, scale = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be drawn'))));
  });
}
