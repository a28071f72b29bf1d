import { Fragment } from 'react';
import { Badge } from '@/components/ui/badge';
import { Deadline } from '@/components/ui/deadline';
import { PageLink } from '@/components/ui/page-link';
import type { Line } from '@/lib/workbench/rules';

/** What waits, one line each: kind, what it is, how long is left, and the way to do it. */
export function LineList({ lines, further }: { lines: readonly Line[]; further: boolean }) {
  return (
    <>
      <ul data-rows>
        {lines.map((line) => (
          <li
            key={line.key}
            data-row
            className="grid cursor-pointer grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 border-base-300 border-b px-4 py-2.5 last:border-b-0 hover:bg-soft md:grid-cols-[5rem_1fr_auto_5rem] md:py-2"
          >
            <span className="max-md:col-span-2">
              <Badge tone={line.tone}>{line.badge}</Badge>
            </span>
            <div className="min-w-0 max-md:col-span-2">
              <p>{line.title}</p>
              <Detail text={line.detail} />
            </div>
            <span className="text-sm md:text-right">
              {line.deadline ? <Deadline {...line.deadline} /> : null}
            </span>
            <PageLink
              href={line.href}
              data-row-link
              aria-label={`${line.act}：${line.title}`}
              className="text-right text-link hover:underline"
            >
              {line.act}
            </PageLink>
          </li>
        ))}
      </ul>
      {further ? (
        <p className="border-base-300 border-t px-4 py-2.5 text-muted text-xs">
          这里列出 {lines.length} 项，其余请点上面的分类查看。
        </p>
      ) : null}
    </>
  );
}

/** The parts of a detail each in one piece: a number broken in two is hard to read on a phone. */
function Detail({ text }: { text: string }) {
  return (
    <p className="text-muted text-xs">
      {text.split(' · ').map((part, index) => (
        <Fragment key={part}>
          {index > 0 ? ' · ' : null}
          <span className="inline-block max-w-full">{part}</span>
        </Fragment>
      ))}
    </p>
  );
}
