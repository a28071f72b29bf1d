import type { ReadableStream } from 'node:stream/web';
import { fileTypeFromFile } from 'file-type';
import type { Actor } from '@/lib/access/actor';
import { Refused, type Result, refuse } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { registerFile } from './commands';
import { looseUploads } from './queries';
import { agreedType, allowedTypes, cleanFileName, maxFileBytes, mostLooseFiles, tooManyLoose } from './rules';
import { discard, type Incoming, keep, receive, TooLarge } from './storage';

export interface Uploaded {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
}

const tooLarge = `文件不能超过 ${maxFileBytes / 1024 / 1024} MB`;
const wrongType = `只能上传 ${Object.keys(allowedTypes).join('、')} 文件，且内容须与扩展名一致`;

async function received(body: ReadableStream<Uint8Array>): Promise<Incoming> {
  try {
    return await receive(body, maxFileBytes);
  } catch (error) {
    if (error instanceof TooLarge) return refuse('invalid', tooLarge);
    const full = error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code));
    if (!full) throw error;
    log.error({ err: error }, 'no space for uploads');
    return refuse('fault', '服务器存储空间不足，文件没有保存，请联系系统管理员');
  }
}

async function stored(actor: Actor, given: string, incoming: Incoming): Promise<Result<Uploaded>> {
  const { name, extension } = cleanFileName(given);
  const found = await fileTypeFromFile(incoming.path);
  const type = agreedType(found?.ext, extension);
  if (!type) return refuse('invalid', wrongType);
  const { size, sha256 } = incoming;
  const storageKey = await keep(incoming);
  let entered = false;
  try {
    const result = await registerFile(actor, {
      name,
      contentType: allowedTypes[type],
      size,
      sha256,
      storageKey,
    });
    entered = result.ok;
    return result;
  } finally {
    if (!entered) await discard({ key: storageKey });
  }
}

/**
 * Takes one upload: streams it to disk, judges it by its content, keeps it, and enters it. Whatever refuses or fails on
 * the way leaves nothing behind.
 */
export async function upload(
  actor: Actor,
  given: { name: string; body: ReadableStream<Uint8Array> },
): Promise<Result<Uploaded>> {
  try {
    if ((await looseUploads(actor)) >= mostLooseFiles) refuse('limited', tooManyLoose);
    const incoming = await received(given.body);
    try {
      return await stored(actor, given.name, incoming);
    } finally {
      await discard(incoming);
    }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
