import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { screeningWords } from '@/db/schema/screening';
import { granted } from '@/lib/access/may';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { mapInTurns } from '@/lib/core/turns';
import type { Category, Severity } from '@/lib/screening/categories';
import { foldWord } from '@/lib/screening/folding';
import { command } from '@/lib/workflow/command';
import { mayKeepDictionaries } from '../policy';
import { followDictionaries } from '../queries/screener';
import { type ImportLine, type ImportOutcome, longestNote, mostImported, mostWeightyAtOnce } from '../rules';
import { wordProblem } from './fit';
import { holdDictionaries, holdEnteredDictionaries, newState, writeVersion } from './write';

interface WordImport {
  lines: readonly ImportLine[];
  category: Category;
  severity: Severity;
  /** Empty: only check. */
  reason: string;
}

interface Judged {
  fresh: Map<string, ImportLine>;
  repeated: number;
  faults: ImportOutcome['faults'];
}

const problemOf = ({ word, note }: ImportLine): string | null =>
  wordProblem(word) ?? (note.length > longestNote ? `说明不能超过 ${longestNote} 个字` : null);

async function judged(lines: readonly ImportLine[]): Promise<Judged> {
  const found: Judged = { fresh: new Map(), repeated: 0, faults: [] };
  await mapInTurns(lines, (line) => {
    const message = problemOf(line);
    const folded = message ? '' : foldWord(line.word);
    if (message) found.faults.push({ line: line.line, word: line.word.slice(0, 40), message });
    else if (found.fresh.has(folded)) found.repeated += 1;
    else found.fresh.set(folded, line);
  });
  return found;
}

/** Which of these the category has already. */
async function knownOf(tx: Tx, category: Category, folded: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ folded: screeningWords.folded })
    .from(screeningWords)
    .where(
      and(
        eq(screeningWords.category, category),
        sql`${screeningWords.folded} in (select jsonb_array_elements_text(${JSON.stringify(folded)}::jsonb))`,
      ),
    );
  return rows.map((row) => row.folded);
}

const shownFaults = 50;
const shownWords = 30;

/**
 * Takes over a list of words into one category, or only says what that would do. Words the category has stay as they are. A long
 * list, which nobody has read, may only hint.
 */
export const importWords = command<WordImport, ImportOutcome>(
  { name: 'dictionary.import', clause: '1.3.3', committed: followDictionaries },
  async (tx, actor, { lines, category, severity, reason }) => {
    const grant = granted(mayKeepDictionaries(actor));
    if (!lines.length) refuse('invalid', '没有可导入的词条，请每行写一个');
    if (lines.length > mostImported)
      refuse('invalid', `一次最多导入 ${mostImported.toLocaleString('en-US')} 条，请拆成几个文件`);
    if (lines.length > mostWeightyAtOnce && severity !== 'hint')
      refuse('rule', `超过 ${mostWeightyAtOnce} 条的词表未经逐条核对，只能作为“提示”导入`);
    const { fresh, repeated, faults } = await judged(lines);
    const latest = reason ? await holdEnteredDictionaries(tx) : await holdDictionaries(tx);
    const known = await knownOf(tx, category, [...fresh.keys()]);
    for (const folded of known) fresh.delete(folded);
    const outcome: ImportOutcome = {
      fresh: fresh.size,
      sample: [...fresh.values()].slice(0, shownWords).map(({ word }) => word),
      known: known.length,
      repeated,
      faulty: faults.length,
      faults: faults.slice(0, shownFaults),
      number: null,
    };
    if (!reason) return outcome;
    if (!fresh.size) refuse('rule', '没有新的词条，无需导入');
    const changes = await mapInTurns([...fresh.values()], ({ word, note }) => ({
      id: newId(),
      before: null,
      after: newState({ word, note, category, severity }, 'own'),
    }));
    outcome.number = await writeVersion(tx, actor, latest, { act: 'import', reason, grant }, changes);
    return outcome;
  },
);
