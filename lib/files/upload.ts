import type { ReadableStream } from 'node:stream/web';
import { fileTypeFromFile } from 'file-type';
import type { Actor } from '@/lib/access/actor';
import { recordRefusal } from '@/lib/audit/record';
import { Refused, type Result, refuse } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { registerFile } from './commands';
import { largestOf, looseUploads } from './queries';
import {
  agreedType,
  allowedTypes,
  cleanFileName,
  mostLooseFiles,
  tooManyLoose,
  type UploadUse,
  uploadUses,
} from './rules';
import { discard, type Incoming, keep, receive, TooLarge } from './storage';

export interface Uploaded {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
}

const tooLarge = (bytes: number): string => `文件不能超过 ${bytes / 1024 / 1024} MB`;
const wrongType = (use: UploadUse): string =>
  `只能上传 ${uploadUses[use].join('、')} ${use === 'screenshot' ? '图片' : '文件，且内容须与扩展名一致'}`;

async function received(body: ReadableStream<Uint8Array>, limit: number): Promise<Incoming> {
  try {
    return await receive(body, limit);
  } catch (error) {
    if (error instanceof TooLarge) return refuse('invalid', tooLarge(limit));
    const full = error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code));
    if (!full) throw error;
    log.error({ err: error }, 'no space for uploads');
    return refuse('fault', '服务器存储空间不足，文件没有保存，请联系系统管理员');
  }
}

/** A phone names its pictures as it likes: of a screenshot the content alone says what it is, and the name follows. */
function judged(given: { name: string; use: UploadUse }, found: string | undefined) {
  const { name, extension } = cleanFileName(given.name);
  if (given.use !== 'screenshot') return { name, type: agreedType(found, extension, given.use) };
  const type = agreedType(found, found ?? '', given.use);
  return { name: cleanFileName(`${name.replace(/\.[^.]*$/, '')}.${type}`).name, type };
}

async function stored(
  actor: Actor,
  given: { name: string; use: UploadUse },
  incoming: Incoming,
): Promise<Result<Uploaded>> {
  const found = await fileTypeFromFile(incoming.path);
  const { name, type } = judged(given, found?.ext);
  if (!type) return refuse('invalid', wrongType(given.use));
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
  given: { name: string; use: UploadUse; body: ReadableStream<Uint8Array>; announced?: number },
): Promise<Result<Uploaded>> {
  try {
    const limit = await largestOf(given.use);
    if ((given.announced ?? 0) > limit) refuse('invalid', tooLarge(limit));
    if ((await looseUploads(actor)) >= mostLooseFiles) refuse('limited', tooManyLoose);
    const incoming = await received(given.body, limit);
    try {
      return await stored(actor, given, incoming);
    } finally {
      await discard(incoming);
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code: refused, message: reason } = error.refusal;
    // Before the command, which records what it refuses itself.
    await recordRefusal(actor, { action: registerFile.commandName, refused, reason });
    return { ok: false, refusal: error.refusal };
  }
}
