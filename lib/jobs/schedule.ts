import type { JobName } from './registry';

interface Schedule {
  job: JobName;
  /** Cron expression in the office's time zone. */
  cron: string;
  /** In words, for the screen. */
  when: string;
}

/**
 * Every schedule of the product. One that came due while the product was switched off runs once when it is back, since
 * offices switch their machines off at night.
 */
export const schedules: readonly Schedule[] = [
  // Whether the office is open just then, the job itself asks the calendar.
  { job: 'reminders.overdue', cron: '5 * * * *', when: '每小时第 5 分（仅上班时间内提醒）' },
  // Whether it is the month's day, and who is to be reminded, the job itself asks the settings.
  { job: 'inactive.follow', cron: '20 * * * *', when: '每小时第 20 分（仅上班时间内；每月清理日见设置）' },
  // In step with the reminders of emergencies: both are due in minutes.
  { job: 'orders.urgent', cron: '*/5 * * * *', when: '每 5 分钟（不分昼夜）' },
  { job: 'notices.follow_up', cron: '*/5 * * * *', when: '每 5 分钟（不分昼夜）' },
  { job: 'notices.publish', cron: '* * * * *', when: '每分钟' },
  { job: 'notices.find_left', cron: '35 * * * *', when: '每小时第 35 分（仅上班时间内）' },
  { job: 'transfers.carry_out', cron: '5 0 * * *', when: '每天 00:05' },
  // Of steps due in working hours: the hour's steps are not far apart.
  { job: 'receipts.remind', cron: '*/30 * * * *', when: '每半小时（仅上班时间内）' },
  { job: 'reviews.escalate', cron: '*/15 * * * *', when: '每 15 分钟（仅上班时间内）' },
  { job: 'nicknames.remind', cron: '25 9 * * *', when: '每天 09:25（仅工作日提醒，天数见设置）' },
  { job: 'sessions.purge', cron: '10 2 * * *', when: '每天 02:10' },
  { job: 'codes.purge', cron: '20 2 * * *', when: '每天 02:20' },
  { job: 'submissions.purge', cron: '30 2 * * *', when: '每天 02:30' },
  { job: 'files.purge', cron: '40 2 * * *', when: '每天 02:40' },
  { job: 'dictionaries.ship', cron: '15 3 * * *', when: '每天 03:15' },
  { job: 'audit.seal', cron: '* * * * *', when: '每分钟' },
  { job: 'audit.expire', cron: '50 1 * * *', when: '每天 01:50（保存时间见设置）' },
  { job: 'audit.verify', cron: '20 4 * * *', when: '每天 04:20' },
  { job: 'imports.purge', cron: '45 2 * * *', when: '每天 02:45（保留时间见设置）' },
  { job: 'drafts.purge', cron: '55 2 * * *', when: '每天 02:55（保留时间见设置）' },
  { job: 'retention.apply', cron: '0 2 * * *', when: '每天 02:00（保留时间见设置）' },
  // Whether the day's backup is due, the job itself asks the settings and the folder.
  { job: 'backup.nightly', cron: '50 * * * *', when: '每小时第 50 分查看，每天备份一次（钟点见设置）' },
];
