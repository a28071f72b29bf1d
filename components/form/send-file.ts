import type { Result } from '@/lib/core/errors';

export interface SentFile {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
}

const unreachable = '暂时连不上服务器，文件没有上传，请稍后再试';

/** Sends a file as it is to a route that takes one; a server that cannot be reached is a refusal like any other. */
export async function sendFile<Value = SentFile>(file: File, to = '/api/files'): Promise<Result<Value>> {
  try {
    const reply = await fetch(to, {
      method: 'POST',
      headers: { 'X-File-Name': encodeURIComponent(file.name), 'Content-Type': 'application/octet-stream' },
      body: file,
    });
    return (await reply.json()) as Result<Value>;
  } catch {
    return { ok: false, refusal: { code: 'away', message: unreachable } };
  }
}
