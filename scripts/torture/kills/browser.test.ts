import { describe, expect, it } from 'vitest';
import { resultIn } from './browser';

const page = '2:["$","div",null,{"children":"工作台"}]\n';
const root = '0:{"a":"$@1","f":"$2","b":"build"}\n';
const done = '1:{"ok":true,"value":{"number":"RQ-2026-0001"}}\n';

describe('what an action answered', () => {
  it('is found among what else the answer carries, in whatever order it came', () => {
    const result = { ok: true, value: { number: 'RQ-2026-0001' } };
    expect(resultIn(root + page + done)).toEqual(result);
    expect(resultIn(done + root)).toEqual(result);
  });

  it('is unknown as long as it has not arrived whole', () => {
    for (const stream of ['', root, root.slice(0, -1), root + done.slice(0, -1), page + done])
      expect(resultIn(stream)).toBeNull();
  });

  it('is unknown when the action failed', () => {
    expect(resultIn(`${root}1:E{"digest":"42"}\n`)).toBeNull();
  });
});
