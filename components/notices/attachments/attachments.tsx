import { Icon } from '@/components/ui/icon';
import type { NoticeDetail } from '@/lib/notices/queries/detail';
import { sizeText } from './size-text';

/** 附件 of what was submitted, each to be downloaded; nothing where there are none. */
export function Attachments({ files }: { files: NoticeDetail['text']['attachments'] }) {
  if (!files.length) return null;
  return (
    <ul aria-label="附件" className="flex flex-wrap gap-2 not-first:mt-4">
      {files.map(({ fileId, name, size }) => (
        <li key={fileId} className="max-w-full">
          <a
            href={`/api/files/${fileId}`}
            download
            className="flex min-h-9 items-center gap-1.5 break-all rounded-md border border-base-300 px-3 hover:border-edge"
          >
            <Icon name="report" className="size-4 shrink-0 text-muted" />
            {name} · {sizeText(size)}
          </a>
        </li>
      ))}
    </ul>
  );
}
