import { command } from '@/lib/workflow/command';
import { followDictionaries } from '../queries/screener';
import { enterShipped, holdDictionaries } from './write';

/** Enters the words that come along with the product and are not in the dictionaries yet. What is there stays as it is. */
export const shipWords = command<Record<string, never>, null>(
  { name: 'dictionary.ship', committed: followDictionaries },
  async (tx) => {
    await enterShipped(tx, await holdDictionaries(tx));
    return null;
  },
);
