import { expect, test } from 'vitest';
import { inTurns } from './turns';

function talk(count: number) {
  const heard: string[] = [];
  const turns = inTurns(count, (text) => heard.push(String(text)));
  const [first, second, third] = turns.map(({ say, end }) => ({ say, end }));
  if (!first || !second) throw new Error('at least two');
  return { heard, first, second, third };
}

test('the first is heard as he speaks, the second from when the first has ended', () => {
  const { heard, first, second } = talk(2);
  first.say('a');
  second.say('x');
  first.say('b');
  expect(heard).toEqual(['a', 'b']);
  first.end();
  expect(heard).toEqual(['a', 'b', 'x']);
  second.say('y');
  expect(heard).toEqual(['a', 'b', 'x', 'y']);
});

test('who has ended before his turn is heard whole when it comes', () => {
  const { heard, first, second, third } = talk(3);
  third?.say('m');
  second.say('x');
  third?.end();
  second.end();
  expect(heard).toEqual([]);
  first.say('a');
  first.end();
  expect(heard).toEqual(['a', 'x', 'm']);
});

test('who says nothing holds nobody up', () => {
  const { heard, first, second } = talk(2);
  second.say('x');
  first.end();
  expect(heard).toEqual(['x']);
});
