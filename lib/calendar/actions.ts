'use server';

import { action } from '@/lib/request/action';
import { pasteCalendarDays, removeCalendarDay, setCalendarDay } from './commands';
import { pasteDaysInput, removeDayInput, setDayInput } from './input';

export const setCalendarDayAction = action(setDayInput, setCalendarDay);
export const removeCalendarDayAction = action(removeDayInput, removeCalendarDay);
export const pasteCalendarDaysAction = action(pasteDaysInput, pasteCalendarDays);
