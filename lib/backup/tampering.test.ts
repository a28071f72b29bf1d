import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  asOther,
  emptyDatabase,
  makeAttachment,
  type Parts,
  readParts,
  replaceRows,
  reseal,
  restoreInVain,
  scratchFolder,
  writeParts,
} from '@/db/testing/backups';
import { approved } from '@/db/testing/joining';
import { makeStreet } from '@/db/testing/street';
import { environment } from '@/lib/core/env';
import { makeBackup } from './make';
import { manifestPart, sealPart } from './manifest';
import { checkContent, openBackup } from './source';

const { signal } = new AbortController();
let file: string;
let original: Parts;
let attachment: string;

beforeAll(async () => {
  const folder = scratchFolder(afterAll);
  process.env.QUNXU_DATA = folder;
  const street = await makeStreet();
  await approved(street);
  attachment = `files/${await makeAttachment(street.office.personId ?? '', randomBytes(5_000))}`;
  await makeAttachment(street.office.personId ?? '', randomBytes(5_000));
  file = path.join(folder, 'backup.zip');
  await makeBackup({ file, by: 'cli', allowMissing: false, signal });
  original = await readParts(file);
});

/** What `restore` says of a file before it touches anything; null when nothing is wrong. */
async function judged(given: string): Promise<string | null> {
  try {
    const backup = await openBackup(given);
    try {
      await checkContent(backup, signal);
    } finally {
      backup.close();
    }
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

async function changed(change: (parts: Parts) => void): Promise<string | null> {
  const parts = new Map(original);
  change(parts);
  return judged(await writeParts(path.join(scratchFolder(), 'changed.zip'), parts));
}

function withBytes(change: (bytes: Buffer) => Buffer): Promise<string | null> {
  const given = path.join(scratchFolder(), 'bytes.zip');
  writeFileSync(given, change(readFileSync(file)));
  return judged(given);
}

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0x01;
  return copy;
};

it('finds nothing wrong with what was not changed', async () => {
  expect(await judged(file)).toBeNull();
  expect(await changed(() => undefined)).toBeNull();
});

describe('each part', () => {
  it('is named when one bit of it differs', async () => {
    const filled = [...original].filter(([, content]) => content.length > 0);
    expect(filled.length).toBeGreaterThan(10);
    for (const [name, content] of filled) {
      const said = await changed((parts) => {
        parts.set(name, flipped(content, content.length >> 1));
      });
      expect(said).toContain('BackupFault');
      expect(said).toContain(name === sealPart ? manifestPart : name);
    }
  });

  it('is named when it is missing', async () => {
    for (const name of original.keys()) {
      const said = await changed((parts) => {
        parts.delete(name);
      });
      expect(said).toContain(name === manifestPart ? '不是群序的备份文件' : `缺少 ${name}`);
    }
  });

  it('is named when it is longer or shorter', async () => {
    for (const name of ['tables/public.people.copy', attachment]) {
      const content = original.get(name) ?? Buffer.alloc(0);
      const longer = await changed((parts) => {
        parts.set(name, Buffer.concat([content, content]));
      });
      expect(longer).toContain(name);
      expect(
        await changed((parts) => {
          parts.set(name, content.subarray(0, -10));
        }),
      ).toContain(name);
    }
  });
});

describe('the parts together', () => {
  it('are refused with one more', async () => {
    expect(
      await changed((parts) => {
        parts.set('tables/public.evil.copy', Buffer.from('x\n'));
      }),
    ).toContain('多出 tables/public.evil.copy');
  });

  it('are refused with one twice', async () => {
    const units: [string, Buffer] = ['tables/public.units.copy', Buffer.from('other\n')];
    const given = await writeParts(path.join(scratchFolder(), 'twice.zip'), [...original, units]);
    expect(await judged(given)).toContain('有两个 tables/public.units.copy');
  });

  it('are refused in another order', async () => {
    const given = await writeParts(path.join(scratchFolder(), 'moved.zip'), [...original].reverse());
    expect(await judged(given)).toContain('次序被改动');
  });

  it('are refused with two contents exchanged', async () => {
    const [people = '', units = ''] = ['tables/public.people.copy', 'tables/public.units.copy'];
    const said = await changed((parts) => {
      parts.set(people, original.get(units) ?? Buffer.alloc(0));
      parts.set(units, original.get(people) ?? Buffer.alloc(0));
    });
    expect(said).toContain(units);
  });
});

describe('the manifest', () => {
  const edited = (change: (text: string) => string) =>
    changed((parts) => void parts.set(manifestPart, Buffer.from(change(String(parts.get(manifestPart))))));

  it('cannot be made to fit changed rows without the secret', async () => {
    const said = await changed((parts) => {
      const seal = parts.get(sealPart) ?? Buffer.alloc(0);
      replaceRows(parts, 'public.settings', '');
      parts.set(sealPart, seal);
    });
    expect(said).toContain('清单（manifest.json）已损坏或被改动');
  });

  it('of a newer format, or of something else, is told apart', async () => {
    expect(await edited((text) => text.replace('"format": 1', '"format": 2'))).toContain('更新版本的群序');
    expect(await edited((text) => text.replace('"qunxu"', '"another"'))).toContain('不是群序的备份文件');
    expect(await edited((text) => text.slice(1))).toContain('manifest.json 已损坏');
    expect(await edited((text) => text.replace('"rows": ', '"rows": -1'))).toContain('manifest.json 已损坏');
  });

  it('cannot name a path outside the storage', async () => {
    const said = await changed((parts) => {
      reseal(parts, (manifest) => {
        for (const one of manifest.files) one.key = '../../etc/passwd';
      });
    });
    expect(said).toContain('manifest.json 已损坏');
  });

  it('made under another secret is read, and said to be so', async () => {
    await asOther(
      {
        url: environment().DATABASE_URL,
        folder: scratchFolder(),
        secret: 'another secret, of more than 32 letters',
      },
      async () => {
        const backup = await openBackup(file);
        expect(backup.sameSecret).toBe(false);
        backup.close();
      },
    );
    const backup = await openBackup(file);
    expect(backup.sameSecret).toBe(true);
    backup.close();
  });
});

async function isOfAnotherSecret(given: string): Promise<boolean> {
  const backup = await openBackup(given);
  backup.close();
  return !backup.sameSecret;
}

describe('the file', () => {
  it('cut short anywhere is refused', async () => {
    const { length } = readFileSync(file);
    for (const part of [0, 0.1, 0.5, 0.9, 0.999])
      expect(await withBytes((bytes) => bytes.subarray(0, Math.floor(length * part)))).toContain(
        '不是群序的备份文件',
      );
  });

  it('that is something else is refused', async () => {
    expect(await withBytes(() => randomBytes(10_000))).toContain('不是群序的备份文件');
    expect(await judged('package.json')).toContain('不是群序的备份文件');
    expect(await judged(path.join(scratchFolder(), 'nowhere.zip'))).toContain('文件或所在文件夹不存在');
    const other = await writeParts(
      path.join(scratchFolder(), 'other.zip'),
      new Map([['a.txt', Buffer.from('a')]]),
    );
    expect(await judged(other)).toContain('不是群序的备份文件');
  });

  it('with any one bit changed is refused, or restores exactly the same', async () => {
    const bytes = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (at) => {
        const given = path.join(scratchFolder(), 'flipped.zip');
        writeFileSync(given, flipped(bytes, at));
        if ((await judged(given)) !== null) return;
        const parts = await readParts(given);
        // A bit in the secret's fingerprint makes it a backup of another secret: read with a warning, its seal unchecked.
        if (await isOfAnotherSecret(given))
          parts.set(manifestPart, original.get(manifestPart) ?? Buffer.alloc(0));
        expect(parts).toEqual(original);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a backup that is whole and cannot be restored', () => {
  async function restored(change: (parts: Parts) => void): ReturnType<typeof restoreInVain> {
    const parts = new Map(original);
    change(parts);
    const given = await writeParts(path.join(scratchFolder(), 'sealed.zip'), parts);
    const other = { url: await emptyDatabase(), folder: scratchFolder() };
    return asOther(other, () => restoreInVain(given));
  }

  it('leaves nothing behind when a row breaks a reference', async () => {
    const result = await restored((parts) => replaceRows(parts, 'public.units', ''));
    expect(result).toMatchObject({ said: expect.stringContaining('恢复没有完成'), tables: 0, files: false });
  });

  it('leaves nothing behind when rows are not what COPY would write', async () => {
    const street = String(original.get('tables/public.street.copy'));
    const result = await restored((parts) =>
      replaceRows(parts, 'public.street', street.replace('\tf\t', '\tfalse\t')),
    );
    expect(result).toMatchObject({
      said: expect.stringContaining('表 street 恢复后与备份不一致'),
      tables: 0,
    });
  });

  it('is refused when it comes from a newer or a different product', async () => {
    const hash = '0'.repeat(64);
    const newer = await restored((parts) =>
      reseal(parts, (manifest) => {
        manifest.migrations.push({ hash, at: 4_000_000_000_000 });
      }),
    );
    expect(newer).toMatchObject({ said: expect.stringContaining('备份来自更新的版本'), tables: 0 });
    const different = await restored((parts) =>
      reseal(parts, (manifest) => {
        manifest.migrations[0] = { hash, at: 1 };
      }),
    );
    expect(different).toMatchObject({ said: expect.stringContaining('第 1 次升级不一致'), tables: 0 });
  });
});
