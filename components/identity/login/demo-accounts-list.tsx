'use client';

export type DemoAccount = { username: string; name: string; unitName: string; roles: string };

type DemoAccountsProps = {
  accounts: DemoAccount[];
  chosen: string;
  onChoose: (username: string) => void;
};

/** Who one can be in the demonstration street; one click fills the form. */
export function DemoAccounts({ accounts, chosen, onChoose }: DemoAccountsProps) {
  return (
    <section aria-label="演示账号" className="border-base-300 border-t pt-4">
      <p className="mb-2 text-muted text-xs">演示街道：点一下填入账号，再按「登录」</p>
      <ul className="grid gap-1.5 sm:grid-cols-2">
        {accounts.map((account) => (
          <li key={account.username}>
            <button
              type="button"
              aria-pressed={account.username === chosen}
              onClick={() => onChoose(account.username)}
              className="w-full rounded-md border border-base-300 px-3 py-1.5 text-left hover:bg-soft aria-pressed:border-primary aria-pressed:bg-info-soft"
            >
              <span className="block">
                {account.name} <span className="text-muted text-xs">{account.username}</span>
              </span>
              <span className="block text-muted text-xs">
                {account.unitName} · {account.roles}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
