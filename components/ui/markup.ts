import { Fragment, isValidElement, type ReactNode } from 'react';

type Props = Readonly<Record<string, unknown>>;
type Component = (props: Props) => ReactNode;

/** Something only React can render: a client component, what waits for data, a function for a form. */
class NotPlain extends Error {}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};
const special = /[&<>"']/;
const escaped = (text: string) =>
  special.test(text) ? text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign) : text;

/** Without content and without an end. */
const voids = new Set(['br', 'hr', 'img', 'input', 'wbr']);
/** React puts these into the head, or gives them a state. */
const reserved = new Set(['link', 'meta', 'option', 'pre', 'script', 'select', 'style', 'textarea', 'title']);
/** There or not there; all others are written with their value. */
const switches = new Set([
  'checked',
  'disabled',
  'download',
  'hidden',
  'multiple',
  'open',
  'readOnly',
  'required',
]);
const names: Readonly<Record<string, string>> = {
  className: 'class',
  defaultChecked: 'checked',
  defaultValue: 'value',
  htmlFor: 'for',
};
const addresses = new Set(['action', 'formAction', 'href', 'src', 'xlinkHref']);
/** Addresses that are not left to React, which refuses those that run a script. */
const address = /^(?:[/?#]|https?:)/;

/**
 * Elements as the HTML that React would make of them, or null when React has to do it itself. Only for what a page does not change
 * by itself: React renders every element of a server component twice, once into the page's payload and once as HTML, and gives it
 * an object in between; a text costs it nothing.
 */
export function markup(content: ReactNode): string | null {
  try {
    return written(content);
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

function written(node: ReactNode): string {
  if (typeof node === 'string') return escaped(node);
  if (node == null || typeof node === 'boolean') return '';
  if (typeof node === 'number' || typeof node === 'bigint') return String(node);
  if (Array.isArray(node)) {
    let html = '';
    for (const one of node) html += written(one);
    return html;
  }
  if (!isValidElement<Props>(node)) throw new NotPlain();
  const { type, props } = node;
  if (typeof type === 'string') return element(type, props);
  if (type === Fragment) return written(props.children as ReactNode);
  if (isPlainFunction(type)) return written(type(props));
  throw new NotPlain();
}

/** A client component is a function too, but one to be called in the browser; an asynchronous one would begin its work twice. */
function isPlainFunction(type: unknown): type is Component {
  return typeof type === 'function' && !('$$typeof' in type) && type.constructor.name === 'Function';
}

function element(tag: string, props: Props): string {
  if (reserved.has(tag)) throw new NotPlain();
  let html = `<${tag}`;
  for (const name in props) if (name !== 'children') html += attribute(name, props[name]);
  if (voids.has(tag)) return `${html}>`;
  return `${html}>${written(props.children as ReactNode)}</${tag}>`;
}

interface Attribute {
  /** With the space before it and the `=` behind it. */
  begun: string;
  /** Written as it is where the value is true, and not at all where it is false. */
  switched: string | null;
  /** Says `true` and `false`. */
  tells: boolean;
  isAddress: boolean;
  /** What begins with `on` is a listener to React, which never writes one. */
  isListener: boolean;
}

/** By what an element's properties are called in our own sources: a few dozen, met thousands of times in a page. */
const known = new Map<string, Attribute>();

function attributeNamed(name: string): Attribute {
  const found = known.get(name);
  if (found) return found;
  const written = names[name] ?? name;
  const made = {
    begun: ` ${written}="`,
    switched: switches.has(written) ? ` ${written}=""` : null,
    tells: /^(?:aria|data)-/.test(name),
    isAddress: addresses.has(name),
    isListener: /^on/i.test(name),
  };
  known.set(name, made);
  return made;
}

function attribute(name: string, value: unknown): string {
  if (value == null) return '';
  const { begun, switched, tells, isAddress, isListener } = attributeNamed(name);
  if (typeof value === 'boolean' && switched !== null) return value ? switched : '';
  if (isListener) throw new NotPlain();
  if (typeof value === 'string') {
    if (isAddress && !address.test(value)) throw new NotPlain();
    return `${begun}${escaped(value)}"`;
  }
  if (typeof value === 'number' || (typeof value === 'boolean' && tells)) return `${begun}${value}"`;
  throw new NotPlain();
}
