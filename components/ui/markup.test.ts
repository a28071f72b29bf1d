import fc from 'fast-check';
import { createElement, Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { markup } from './markup';

/** Letters, and everything that has a meaning in HTML. */
const text = fc.string({ unit: fc.constantFrom(...'a王 &<>"\'`=/;#!-]\n\t') });
const name = fc.constantFrom(
  'className',
  'title',
  'id',
  'htmlFor',
  'data-cell',
  'aria-label',
  'aria-current',
);
const value = fc.oneof(text, fc.integer(), fc.constant(undefined), fc.constant(null));
const attributes = fc.dictionary(name, value).map((found) => ({
  ...found,
  ...('data-cell' in found ? { 'data-open': true, 'aria-hidden': false, hidden: true } : {}),
}));
const tag = fc.constantFrom('div', 'span', 'a', 'td', 'ul', 'time', 'svg');
const leaf = fc.oneof(text, fc.integer(), fc.constantFrom<ReactNode>(null, undefined, true, false, 0, ''));

function Twice({ children }: { children?: ReactNode }) {
  return createElement(Fragment, null, children, createElement('br'), children);
}

const work = vi.fn(() => null);
async function Waits(): Promise<ReactNode> {
  return work();
}

function Broken(): ReactNode {
  throw new Error('no such row');
}

const { tree } = fc.letrec<{ tree: ReactNode }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(tag, attributes, fc.array(tie('tree'), { maxLength: 4 }))
      .map(([type, props, children]) => createElement(type, props, ...children)),
    fc.array(tie('tree'), { maxLength: 3 }).map((children) => createElement(Twice, null, ...children)),
    fc.array(tie('tree'), { maxLength: 3 }).map((children) => createElement(Fragment, null, ...children)),
  ),
}));

/** An empty attribute and a void element may be written in two ways. */
const alike = (html: string | null) => html?.replaceAll('/>', '>').replaceAll('&#x27;', '&#39;');

test('whatever is shown comes out as React writes it', () => {
  fc.assert(
    fc.property(tree, (content) => {
      expect(alike(markup(content))).toBe(alike(renderToStaticMarkup(content)));
    }),
    { numRuns: 500 },
  );
});

test('boxes and fields keep their value and state', () => {
  const box = createElement('input', {
    type: 'checkbox',
    defaultChecked: true,
    disabled: false,
    value: 'a"b',
  });
  expect(markup(box)).toBe('<input type="checkbox" checked="" value="a&quot;b">');
  expect(markup(createElement('input', { name: 'q', defaultValue: '<王>' }))).toBe(
    '<input name="q" value="&lt;王&gt;">',
  );
});

test('what only React can render is left to it, and not begun', () => {
  const client = Object.assign(() => null, { $$typeof: Symbol.for('react.client.reference') });
  const contents = [
    [Waits],
    [client],
    ['button', { onClick: () => undefined }],
    ['form', { action: async () => undefined }],
    ['p', { style: { color: 'red' } }],
    ['p', { dangerouslySetInnerHTML: { __html: '<b>' } }],
    ['select', null],
    ['script', null, 'alert(1)'],
    ['a', { href: 'javascript:alert(1)' }],
    ['a', { href: ' \tjava\nscript:alert(1)' }],
    ['form', { action: 'javascript:alert(1)' }],
    ['img', { src: 'javascript:alert(1)' }],
    ['a', { onclick: 'alert(1)' }],
  ] as const;
  for (const [type, props = null, ...children] of contents) {
    const content = createElement(type as string, props as null, ...children);
    expect(markup(createElement('div', null, 'before', content))).toBeNull();
  }
  expect(work).not.toHaveBeenCalled();
});

test('a fault in a component is not hidden', () => {
  expect(() => markup(createElement(Broken))).toThrow('no such row');
});
