import type { SentFile } from '@/components/form/send-file';
import type { Result } from '@/lib/core/errors';

const unreachable = '暂时连不上服务器，文件没有上传，请稍后再试';

/** Uploads one attachment, telling how far it is, from 0 to 1. `fetch` does not know. */
export function sendWatched(file: File, progress: (part: number) => void): Promise<Result<SentFile>> {
  return new Promise((resolve) => {
    const away = () => resolve({ ok: false, refusal: { code: 'away', message: unreachable } });
    const request = new XMLHttpRequest();
    request.open('POST', '/api/files');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) progress(loaded / total);
    };
    request.onload = () => {
      try {
        resolve(JSON.parse(request.responseText) as Result<SentFile>);
      } catch {
        away();
      }
    };
    request.onerror = away;
    request.send(file);
  });
}
