/**
 * What the structure check takes as given: which domain may know which, and every module whose file name is not in the
 * closed vocabulary, with the reason it exists. Adding a line here is a decision; the reviewer reads it.
 */

/**
 * The domains of lib/ from the ground up. A domain may import those of lower ranks; those of one rank do not know each
 * other. `integrations` is below the domains that use it, and still nobody imports it: it is reached through enqueue.
 */
export const ranks: string[][] = [
  ['core'],
  ['regulation', 'screening'],
  ['access'],
  ['audit'],
  ['workflow'],
  ['settings'],
  ['calendar', 'jobs', 'files', 'sheets'],
  ['inbox'],
  ['identity'],
  ['backup'],
  ['request'],
  ['integrations'],
  ['groups'],
  ['messages', 'notices'],
  ['violations'],
  ['supervision'],
  ['workbench', 'export', 'search', 'worker'],
];

/** Domains that carry the others: their modules are named for what they do, and each is listed below. */
export const infrastructureDomains = [
  'core',
  'access',
  'audit',
  'workflow',
  'settings',
  'calendar',
  'jobs',
  'files',
  'sheets',
  'request',
  'inbox',
  'backup',
  'workbench',
  'export',
  'search',
  'worker',
];

/** File names with a fixed meaning. A folder of the same name holds the parts of a file that grew too long. */
export const vocabulary = {
  input: 'pure',
  policy: 'pure',
  states: 'pure',
  rules: 'pure',
  list: 'pure',
  queries: 'data',
  workbench: 'data',
  commands: 'data',
  actions: 'edge',
  jobs: 'job',
} as const;

/** Modules of the infrastructure domains. `pure` ones do no I/O and may be used by input, policy, rules and lists. */
export const infrastructure: Record<string, { why: string; pure?: true }> = {
  'lib/core/clock.ts': { why: 'the one clock, which tests and the demonstration street may move' },
  'lib/core/context.ts': { why: 'carries the reference of a request to its log lines and audit records' },
  'lib/core/crypto.ts': {
    why: 'encryption at rest, keyed hashes and tokens, in one place that can be audited',
  },
  'lib/core/env.ts': { why: 'the only reader of the environment; checks it before use' },
  'lib/core/errors.ts': { why: 'refusals and faults, the two ways an act can fail', pure: true },
  'lib/core/fault.ts': { why: 'errors as they may be kept: without the data of people', pure: true },
  'lib/core/id.ts': { why: 'ids of rows and the form field that takes one', pure: true },
  'lib/core/keys.ts': { why: 'the secrets at hand, and from each a key for every purpose' },
  'lib/core/log.ts': { why: 'the only writer of log lines' },
  'lib/core/messages.ts': {
    why: 'plain words for what a schema has none for, in browser and server',
    pure: true,
  },
  'lib/core/paging.ts': { why: 'the state of a list in its address', pure: true },
  'lib/core/password.ts': { why: 'password hashes, and the same work when there is none' },
  'lib/core/pinyin.ts': { why: 'how a name is spelled, so that it is found by its initials', pure: true },
  'lib/core/response-headers.ts': {
    why: 'headers of every response, whichever part of the product answers',
    pure: true,
  },
  'lib/core/secret-file.ts': { why: 'reads a file of secrets, for the product and the server before it' },
  'lib/core/shutdown.ts': { why: 'what must end before the process does, and in which order' },
  'lib/core/totp.ts': { why: 'one-time codes of authenticator apps, RFC 6238' },
  'lib/core/time.ts': { why: 'moments in the time zone and notation of the office', pure: true },
  'lib/access/actor.ts': { why: 'who acts; every command and query takes one', pure: true },
  'lib/access/may.ts': { why: 'asks the permission table', pure: true },
  'lib/access/permissions.ts': { why: 'the one permission table, shown at /admin/permissions', pure: true },
  'lib/access/roles.ts': { why: 'the roles and which of them exclude each other', pure: true },
  'lib/audit/names.ts': { why: 'what the trail calls acts and things, in words', pure: true },
  'lib/audit/record.ts': { why: 'writes the audit trail inside the transaction of the caller' },
  'lib/audit/strangers.ts': { why: 'how many refusals of strangers the trail takes' },
  'lib/workflow/command.ts': { why: 'wraps every write: transaction, refusals, retry' },
  'lib/workflow/move.ts': { why: 'a move and its judgement, before anything is written', pure: true },
  'lib/workflow/transition.ts': { why: 'the only place that moves a status' },
  'lib/workflow/workflow.ts': { why: 'the shape of a transition table', pure: true },
  'lib/request/answer.ts': { why: 'refusals as answers of routes' },
  'lib/request/action.ts': { why: 'the wrapper that turns a command into a server action' },
  'lib/request/cookie.ts': { why: 'the name of the sign-in cookie, for writer and readers alike' },
  'lib/request/navigation.ts': { why: 'which addresses the navigation shows to whom', pure: true },
  'lib/request/open-token.ts': { why: 'reads tokens of our own, also of the secret before' },
  'lib/request/options.ts': { why: 'the wrapper that turns a query into the route of a picker' },
  'lib/request/origin.ts': { why: 'whether a request comes from our own pages, and from which address' },
  'lib/request/viewer.ts': { why: 'the actor of the request under way, for pages' },
  'lib/request/device.ts': { why: 'which accounts have signed in with this browser' },
  'lib/request/outcome.ts': { why: 'turns whatever a request throws into a refusal with a reference' },
  'lib/request/return-path.ts': { why: 'where to go after signing in, never to another host', pure: true },
  'lib/request/session-token.ts': { why: 'the session secret in the sign-in cookie' },
  'lib/request/sign-in.ts': { why: 'next-auth, set up to carry our own sessions' },
  'lib/request/sign-out.ts': { why: 'ends a session and what the browser kept of it' },
  'lib/request/text-size.ts': { why: 'the text size a person has chosen for this browser' },
  'lib/settings/registry.ts': { why: 'every setting with its schema, default and hint', pure: true },
  'lib/jobs/boss.ts': { why: 'the one pg-boss of the process' },
  'lib/jobs/enqueue.ts': { why: 'asks for a job inside the transaction of the caller' },
  'lib/jobs/health.ts': { why: 'whether this process can serve, known within two seconds' },
  'lib/jobs/registry.ts': { why: 'every background job with the shape of what it is told', pure: true },
  'lib/jobs/schedule.ts': { why: 'every schedule of the product in one place', pure: true },
  'lib/identity/roles/assign.ts': {
    why: 'opens and ends roles inside the transaction of the caller, for identity and groups alike',
  },
  'lib/jobs/worker.ts': { why: 'does the jobs, as the system' },
  'lib/calendar/published.ts': { why: 'what the public calendar says of a day', pure: true },
  'lib/calendar/paste.ts': { why: 'reads the list of days that the office pastes in', pure: true },
  'lib/files/storage.ts': { why: 'bytes on disk under names of our own' },
  'lib/files/upload.ts': { why: 'takes an upload apart from the transaction that enters it' },
  'lib/sheets/cells.ts': { why: 'what a cell of a sheet says, in words', pure: true },
  'lib/sheets/container.ts': { why: 'the parts of an uploaded workbook, unpacked within limits' },
  'lib/sheets/header.ts': { why: 'which column of a sheet is which, whatever it is called', pure: true },
  'lib/sheets/limits.ts': { why: 'how much of a workbook is read', pure: true },
  'lib/sheets/read.ts': { why: 'reads the rows of a workbook that nobody has vouched for' },
  'lib/sheets/rows.ts': { why: 'rows and cells out of the XML of a sheet' },
  'lib/sheets/workbook.ts': { why: 'where a workbook keeps its sheets, texts and formats' },
  'lib/sheets/xml.ts': { why: 'the only reader of XML: no document types, nothing whole in memory' },
  'lib/export/cells.ts': { why: 'what a cell of a workbook holds, made harmless', pure: true },
  'lib/export/registry.ts': { why: 'every list that can be exported, with the query of its screen' },
  'lib/export/run.ts': { why: 'makes an export: admitted before, recorded after' },
  'lib/export/workbook.ts': { why: 'the only writer of workbooks' },
  'lib/worker/background.ts': { why: 'what a serving process does besides serving' },
  'lib/worker/handlers.ts': { why: 'which domain does which job' },
  'lib/backup/archive.ts': { why: 'the file a backup is streamed into, part by part' },
  'lib/backup/attachments.ts': { why: 'uploaded files between storage and archive' },
  'lib/backup/connection.ts': { why: 'a connection of its own for whole tables, cut when told to stop' },
  'lib/backup/fault.ts': { why: 'what can go wrong, as one line for the console' },
  'lib/backup/folder.ts': { why: 'the backups kept in the data folder' },
  'lib/backup/load.ts': { why: 'rows of an archive into tables, and the comparison afterwards' },
  'lib/backup/make.ts': { why: 'a backup from start to end, for console and schedule alike' },
  'lib/backup/manifest.ts': { why: 'what a backup says of itself', pure: true },
  'lib/backup/meter.ts': { why: 'size and checksum of what streams through' },
  'lib/backup/output.ts': { why: 'a file that is there whole or not at all' },
  'lib/backup/restore.ts': { why: 'a restoration from start to end' },
  'lib/backup/schema.ts': { why: 'the structure a backup was taken from, in an empty database' },
  'lib/backup/snapshot.ts': { why: 'all tables as they were at one moment' },
  'lib/backup/source.ts': { why: 'a backup file, opened and checked' },
  'lib/backup/tables.ts': { why: 'which tables there are, and how their rows are copied' },
  'lib/inbox/notify.ts': { why: 'tells people, inside the transaction of the caller' },
  'lib/inbox/waiting.ts': { why: 'the shape in which each domain says what waits for whom', pure: true },
};

/** Pure modules of the other domains, named by a noun. */
export const nouns: Record<string, string> = {
  'lib/identity/accounts/common-passwords.ts': 'the passwords that attackers try first',
  'lib/regulation/clauses.ts': 'the regulation as data, which screens, refusals and this check read',
};

/** Queries a screen may call without an actor, as `path#name`, with the reason. */
export const openQueries: Record<string, string> = {
  'lib/identity/accounts/queries.ts#passwordRules':
    'stands beside the field, also before anybody is known',
  'lib/identity/setup/queries.ts#theStreet': 'its name stands on the sign-in page',
  'lib/identity/setup/queries.ts#demonstrationAccounts':
    'offered on the sign-in page of the demonstration street',
};
