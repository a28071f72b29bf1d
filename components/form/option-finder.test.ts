import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Finding, nothingAsked, type Option, optionFinder } from './option-finder';

const wang = { value: '1', label: '王建国' };
const lin = { value: '2', label: '林娟', keywords: 'linjuan lj' };

let shown: Finding = nothingAsked;
const finder = () =>
  optionFinder((finding) => {
    shown = finding;
  });
/** A server whose answers come when the test says so. */
function server() {
  const asked = new Map<string, (options: Option[]) => void>();
  const source = (q: string) => new Promise<Option[]>((resolve) => asked.set(q, resolve));
  const reply = async (q: string, options: Option[]) => {
    asked.get(q)?.(options);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { source, reply, asked };
}

beforeEach(() => {
  shown = nothingAsked;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('offers nothing of an earlier text while a new one is looked up', async () => {
  const { source, reply } = server();
  const { look } = finder();
  look(source, '');
  await vi.runAllTimersAsync();
  await reply('', [wang, lin]);
  expect(shown).toEqual({ found: [wang, lin], state: 'done' });
  look(source, 'l');
  expect(shown).toEqual({ found: [], state: 'busy' });
  look(source, 'lj ');
  await vi.runAllTimersAsync();
  expect(shown.found).toEqual([]);
  await reply('lj', [lin]);
  expect(shown).toEqual({ found: [lin], state: 'done' });
});

test('drops an answer that comes after the text has changed', async () => {
  const { source, reply } = server();
  const { look, forget } = finder();
  look(source, 'w');
  await vi.runAllTimersAsync();
  look(source, 'l');
  await reply('w', [wang]);
  expect(shown).toEqual({ found: [], state: 'busy' });
  await vi.runAllTimersAsync();
  forget();
  await reply('l', [lin]);
  expect(shown).toEqual(nothingAsked);
});

test('asks once for what was typed in one go', async () => {
  const { source, asked } = server();
  const { look } = finder();
  for (const text of ['l', 'li', 'lin']) look(source, text);
  await vi.runAllTimersAsync();
  expect([...asked.keys()]).toEqual(['lin']);
});

test('searches a fixed list at once, and says when the server does not answer', async () => {
  const { look } = finder();
  look([wang, lin], 'LJ');
  expect(shown).toEqual({ found: [lin], state: 'done' });
  look(() => Promise.reject(new Error('away')), 'lj');
  await vi.runAllTimersAsync();
  expect(shown).toEqual({ found: [], state: 'failed' });
});
