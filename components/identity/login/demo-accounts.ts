/** The accounts that /login offers in the demonstration street, and their one password; see the README. */
export const demoUsernames = [
  'office',
  'office2',
  'office3',
  'head.office',
  'leader',
  'leader2',
  'head.heping',
  'head.xinhua',
  'head.chengguan',
  'heping.zhang',
  'heping.liu',
  'chengguan.he',
  'supervisor',
  'supervisor2',
  'sysadmin',
  'auditor',
];

export const demoPassword = 'Qunxu-demo-2026';
