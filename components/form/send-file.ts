import type { Result } from '@/lib/core/errors';

export interface SentFile {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
}

const unreachable = '暂时连不上服务器，文件没有上传，请稍后再试';

/** Sends a file to /api/files as it is; a server that cannot be reached is a refusal like any other. */
export async function sendFile(file: File): Promise<Result<SentFile>> {
  try {
    const reply = await fetch('/api/files', {
      method: 'POST',
      headers: { 'X-File-Name': encodeURIComponent(file.name), 'Content-Type': 'application/octet-stream' },
      body: file,
    });
    return (await reply.json()) as Result<SentFile>;
  } catch {
    return { ok: false, refusal: { code: 'away', message: unreachable } };
  }
}
