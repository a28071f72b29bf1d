import { Icon } from '@/components/ui/icon';
import type { NoticeDetail } from '@/lib/notices/queries/detail';
import { sizeText } from './size-text';

interface AttachmentsProps {
  files: NoticeDetail['text']['attachments'];
  /** Recalled: only their names are left to this reader, struck out. */
  gone?: boolean;
}

/** 附件 of what was submitted, each to be downloaded; nothing where there are none. */
export function Attachments({ files, gone = false }: AttachmentsProps) {
  if (!files.length) return null;
  if (gone)
    return (
      <p className="not-first:mt-4 break-all text-muted">
        附件 <del>{files.map(({ name }) => name).join('、')}</del>
      </p>
    );
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
