import type { ReadableStream } from 'node:stream/web';
import { expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet } from '@/db/testing/street';
import { uploadWords } from './commands/upload';

const bodyOf = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]).stream() as ReadableStream<Uint8Array>;

it('reads a list of words, and refuses files of too many lines and of another encoding', async () => {
  await emptyStreet();
  const { office } = await makeStreet();
  const given = { name: '词表.txt', category: 6, severity: 'hint', reason: '' } as const;
  const upload = (bytes: Uint8Array<ArrayBuffer>) => uploadWords(office, { ...given, body: bodyOf(bytes) });
  const text = (words: string) => new TextEncoder().encode(words);
  expect(await upload(text('# 说明\n\n代写论文\n代写论文\n'))).toMatchObject({
    value: { fresh: 1, repeated: 1 },
  });
  expect(await upload(text('\n'.repeat(200_001)))).toMatchObject({
    refusal: { code: 'invalid', message: expect.stringContaining('200,000 行') },
  });
  expect(await upload(new Uint8Array([0xb4, 0xfa]))).toMatchObject({
    refusal: { message: expect.stringContaining('UTF-8') },
  });
});
