import { describe, expect, it } from 'vitest';
import { hubOrigin, isOwnMachine } from '../../../electron/hub-link/hub-url.ts';

describe('the address of a hub as staff type it', () => {
  it.each([
    ['map.example.cn', 'https://map.example.cn'],
    [' https://MAP.example.cn/ ', 'https://map.example.cn'],
    ['https：//map.example.cn', 'https://map.example.cn'],
    ['map。example。cn', 'https://map.example.cn'],
    ['map.example.cn:8443', 'https://map.example.cn:8443'],
    ['http://192.168.1.9:7430', 'http://192.168.1.9:7430'],
    ['http://127.0.0.1:7420', 'http://127.0.0.1:7420'],
    ['http://localhost:7420/', 'http://localhost:7420'],
  ])('reads %s', (typed, origin) => {
    expect(hubOrigin(typed)).toBe(origin);
  });

  it.each([
    ['nothing', ''],
    ['a word', '地图'],
    ['a public hub in the clear', 'http://map.example.cn'],
    ['a path', 'https://map.example.cn/desk'],
    ['a name and a password', 'https://a:b@map.example.cn'],
    ['a query', 'https://map.example.cn/?x=1'],
    ['another scheme', 'ftp://map.example.cn'],
  ])('refuses %s', (_, typed) => {
    expect(hubOrigin(typed)).toBeNull();
  });

  it('knows this machine from the LAN', () => {
    expect(['http://127.0.0.1:1', 'http://localhost', 'http://192.168.1.9'].map(isOwnMachine)).toEqual([true, true, false]);
  });
});
