import type { ReadableStream } from 'node:stream/web';
import { refuse } from '@/lib/core/errors';

/** A file as it comes in: the body of the request is the file itself. */
export interface SentFile {
  /** As the sender calls it; whoever keeps it cleans it. */
  name: string;
  /** What the address says beside it. */
  params: URLSearchParams;
  /** As announced, which need not be true. */
  bytes: number;
  body: ReadableStream<Uint8Array>;
}

/** What somebody is told whose session ended before his file came. */
export const endedUpload = '登录已失效，请重新登录后再上传';

/** The file's name travels percent-encoded in a header of our own, which also keeps plain cross-site forms out. */
function fileName(headers: Headers): string {
  try {
    return decodeURIComponent(headers.get('x-file-name') ?? '');
  } catch {
    return refuse('invalid', '文件名无法识别');
  }
}

/** The file of a request; refused when there is none. */
export function sentFile(request: Request): SentFile {
  const name = fileName(request.headers);
  if (!(name && request.body)) return refuse('invalid', '请选择要上传的文件');
  return {
    name,
    params: new URL(request.url).searchParams,
    bytes: Number(request.headers.get('content-length')),
    body: request.body as ReadableStream<Uint8Array>,
  };
}
