import { Timeline } from '@/components/ui/timeline';
import type { WordDetail } from '@/lib/dictionaries/queries/words';
import { changeText } from '@/lib/dictionaries/rules';

/** Everything that happened to a word, newest first. */
export function WordHistory({ history }: { history: WordDetail['history'] }) {
  return (
    <Timeline
      items={history.map(({ version, before, after, reason, changedAt, changedByName }) => ({
        key: String(version),
        title: `第 ${version} 版　${changedByName}`,
        detail: changeText(before, after),
        note: reason,
        at: changedAt,
      }))}
    />
  );
}
