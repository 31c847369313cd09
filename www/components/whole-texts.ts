import { type ComponentChildren, Fragment, options } from 'preact';

type Props = {
  children?: ComponentChildren;
  textContent?: string;
  dangerouslySetInnerHTML?: { __html: string };
};

/** The elements of a drawing that hold text; of these Preact sets no properties. */
const DRAWN = new Set(['text', 'tspan']);
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

let writing = false;

/**
 * Has every text written as the whole content of an element of its own. A browser's translator puts elements in the place
 * of text nodes; a text node that is changed afterwards is no longer on the page, and what it said before stays there.
 */
export function writeTextsWhole(): void {
  if (writing) return;
  writing = true;
  const before = options.vnode;
  options.vnode = (vnode) => {
    if (typeof vnode.type === 'string') writeWhole(vnode.type, vnode.props as Props);
    else if (vnode.type === Fragment) joinTexts(vnode.props as Props);
    // Texts are nodes of no type; here they stand beside elements.
    else if (vnode.type === null) giveElement(vnode as unknown as { type: null; props: unknown });
    before?.(vnode);
  };
}

function writeWhole(type: string, props: Props): void {
  const text = textOf(props.children);
  if (text === null || text === '') {
    joinTexts(props);
    return;
  }
  delete props.children;
  if (DRAWN.has(type))
    props.dangerouslySetInnerHTML = { __html: text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? '') };
  else props.textContent = text;
}

/** Texts that touch are one, as they are where boxes stand side by side. */
function joinTexts(props: Props): void {
  if (!Array.isArray(props.children)) return;
  const joined = [...props.children];
  let first: number | null = null;
  for (const [i, child] of joined.entries()) {
    if (child === null || child === undefined || typeof child === 'boolean') continue;
    if (typeof child === 'object') first = null;
    else if (first === null) first = i;
    else {
      joined[first] = `${joined[first]}${child}`;
      joined[i] = null;
    }
  }
  props.children = joined;
}

/** Space alone says nothing, and an element of it would be one item more where boxes stand side by side. */
function giveElement(node: { type: string | null; props: unknown }): void {
  const text = String(node.props);
  if (text.trim() === '') return;
  node.type = 'span';
  node.props = { textContent: text } satisfies Props;
}

/** The text of children that are nothing else. */
function textOf(children: ComponentChildren): string | null {
  if (Array.isArray(children)) {
    let all = '';
    for (const child of children) {
      const text = textOf(child);
      if (text === null) return null;
      all += text;
    }
    return all;
  }
  if (children === null || children === undefined || typeof children === 'boolean') return '';
  return typeof children === 'object' ? null : String(children);
}
