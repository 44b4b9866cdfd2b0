import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { takeawayText } from '../../../shared/domain/takeaway.ts';
import { content, settings } from '../../support/builders.ts';

describe('the text to take away', () => {
  it('says what, how much, when, where and whom to call, with no network', () => {
    expect(takeawayText(content(), settings)).toBe(
      '刷墙刮腻子\n280元/天 日结\n时间 11月23日 8:00到17:00\n地点 海棠新区 文苑路工地\n电话 19900002608 马师傅\n不收押金。西河·零工之家',
    );
  });

  it('sends people to the station where there is nobody to call', () => {
    expect(takeawayText(content({ contactPhone: null }), settings)).toContain('找驿站 0970-0000000');
  });

  it('leaves out what was never said', () => {
    const bare = content({ workDate: null, startMinute: null, endMinute: null, settlement: null, contactName: null });
    expect(takeawayText(bare, settings)).toBe('刷墙刮腻子\n280元/天\n地点 海棠新区 文苑路工地\n电话 19900002608\n不收押金。西河·零工之家');
  });

  it('fits a code of version 15 at level M, however long the posting is', () => {
    const longest = content({
      title: '腻'.repeat(40),
      place: '区'.repeat(80),
      contactName: '马'.repeat(20),
      endMinute: 1900,
      startMinute: 1300,
    });
    const text = takeawayText(longest, { name: '站'.repeat(20), phone: '' });
    expect(create(text, { errorCorrectionLevel: 'M' }).version).toBeLessThanOrEqual(15);
  });
});
