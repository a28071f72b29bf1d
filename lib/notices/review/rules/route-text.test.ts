import { describe, expect, it } from 'vitest';
import { routeWords } from './route';
import { routeText } from './route-text';

type Step = Parameters<typeof routeText>[1][number];

const step = (duty: Step['duty'], more: Partial<Step> = {}): Step => ({
  duty,
  status: 'open',
  afterwards: false,
  assignedTo: null,
  assignedToName: null,
  decidedBy: null,
  ...more,
});
const assigned = { assignedTo: 'liu', assignedToName: '刘芳' };

describe('who reviews a revision', () => {
  it.each<[string, boolean, Step[]]>([
    ['一般信息，由单位负责人审核', false, [step('head')]],
    ['重要事项，由单位负责人和分管领导审核', true, [step('head'), step('leader', { status: 'waiting' })]],
    ['重要事项，由主要领导审核', true, [step('primary')]],
    ['一般信息，单位负责人自行签发', false, [step('head', { status: 'self_issued' })]],
    [
      '重要事项，单位负责人自行签发，由分管领导审核',
      true,
      [step('head', { status: 'self_issued' }), step('leader')],
    ],
    ['重要事项，由指定审核人刘芳审核', true, [step('primary', assigned)]],
    ['重要事项，由主要领导审核', true, [step('primary', { ...assigned, decidedBy: 'somebody of the duty' })]],
    ['突发事件先行发布，由单位负责人补审', false, [step('head', { afterwards: true })]],
  ])('reads %s', (text, major, steps) => {
    expect(routeText(major, steps)).toBe(text);
  });

  it('is told to the author beforehand', () => {
    expect(routeWords({ head: false, leader: true })).toEqual({
      ordinary: '一般信息，由主要领导审核',
      major: '重要事项，由主要领导审核',
      issues: false,
    });
    expect(routeWords({ head: true, leader: false })).toMatchObject({
      ordinary: '一般信息，单位负责人自行签发',
      issues: true,
    });
    expect(routeWords({ head: false, leader: false }).major).toBe('重要事项，由单位负责人和分管领导审核');
  });

  it('is not told of a revision without steps', () => {
    expect(routeText(false, [])).toBeNull();
  });
});
