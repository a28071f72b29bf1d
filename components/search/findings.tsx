import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageLink } from '@/components/ui/page-link';
import type { Finding } from '@/lib/search/queries';

/** What was found, a card per kind. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <div className="flex flex-col gap-4">
      {findings.map((finding) => (
        <Card
          key={finding.kind}
          title={finding.label}
          hint={`${finding.total}${finding.totalIsExact ? '' : '+'} 项`}
          aside={
            finding.total > finding.hits.length ? (
              <TextLink href={finding.more}>全部{finding.label}</TextLink>
            ) : null
          }
          padded={false}
        >
          <ul data-rows>
            {finding.hits.map((hit) => (
              <li
                key={hit.id}
                data-row
                className="cursor-pointer border-base-300 border-b px-4 py-2.5 last:border-b-0 hover:bg-soft"
              >
                <PageLink href={hit.href} data-row-link className="hover:text-link">
                  {hit.title}
                </PageLink>
                <p className="text-muted text-xs">{hit.detail}</p>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
