import { TextLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { formatShort } from '@/lib/core/time';
import type { BegunDraft } from '@/lib/notices/writing/queries/form';

/** What was begun and not submitted, so that nobody writes it twice. */
export function BegunDrafts({ drafts }: { drafts: readonly BegunDraft[] }) {
  if (!drafts.length) return null;
  return (
    <div className="mb-4">
      <Notice title="还有没提交的草稿，可以接着写">
        <ul className="mt-1 flex flex-wrap gap-x-5 gap-y-1">
          {drafts.map(({ id, title, editedAt, returned }) => (
            <li key={id}>
              <TextLink inText href={`/notices/${id}/edit`}>
                {title || '无标题'}
              </TextLink>
              <span className="ml-1.5 text-xs">
                {returned ? '已退回，' : ''}
                {formatShort(editedAt)} 保存
              </span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
