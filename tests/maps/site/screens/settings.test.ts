import { describe, expect, it } from 'vitest';
import { memoryIn } from '../../../../maps/site/map/settings.ts';
import { plainConfig, readSiteConfig, stationUrl } from '../../../../maps/site/map/site-config.ts';

function storage(before: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(before));
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('what the phone remembers', () => {
  it('gives back what was chosen', () => {
    const store = storage();
    memoryIn(() => store).set('mapApp', { app: 'baidu', isDirect: true });
    expect(memoryIn(() => store).get('mapApp')).toEqual({ app: 'baidu', isDirect: true });
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '{"app":"petal","isDirect":1}'],
    ['nothing', 'null'],
  ])('takes %s for no choice', (_, text) => {
    expect(memoryIn(() => storage({ 'map:mapApp': text })).get('mapApp')).toBeNull();
  });

  it('refuses a place that is none on earth', () => {
    const place = { point: { lat: 361, lng: 101 }, name: null, isExact: true };
    expect(memoryIn(() => storage({ 'map:place': JSON.stringify(place) })).get('place')).toBeNull();
  });

  it('forgets on request', () => {
    const store = storage({ 'map:theme': '"dark"' });
    const memory = memoryIn(() => store);
    memory.set('theme', null);
    expect([memory.get('theme'), store.kept.size]).toEqual([null, 0]);
  });

  it('lasts as long as the page where storing is not allowed', () => {
    const memory = memoryIn(() => {
      throw new Error('denied');
    });
    memory.set('theme', 'dark');
    expect(memory.get('theme')).toBe('dark');
  });
});

describe("the operator's settings of the site", () => {
  it('are read whole', () => {
    const tiles = {
      url: 'https://t{s}.example.cn/{z}/{x}/{y}.png?key=1',
      attribution: '© 某图',
      system: 'gcj02',
      subdomains: '0123',
      maxZoom: 17,
    };
    expect(readSiteConfig({ tiles, operator: '西河市总工会', hotline: '0900-555 0100', origin: 'https://jy.example.cn' })).toEqual({
      tiles,
      operator: '西河市总工会',
      hotline: '0900-555 0100',
      origin: 'https://jy.example.cn',
    });
  });

  it('are none when they are not there, or are no object', () => {
    expect([null, undefined, 'x', 7, [], {}].map(readSiteConfig)).toEqual(Array.from({ length: 6 }, () => plainConfig));
  });

  it('lose a part that is not as it should be, and keep the rest', () => {
    const odd = { tiles: { url: 'javascript:alert(1)' }, hotline: 'ring me', operator: '西河市总工会', origin: 'https://a.example/path' };
    expect(readSiteConfig(odd)).toEqual({ ...plainConfig, operator: '西河市总工会' });
  });

  it('refuse tiles over plain http from anywhere but this machine', () => {
    const at = (url: string) => readSiteConfig({ tiles: { url } }).tiles?.url ?? null;
    expect(['http://tiles.example/{z}', 'http://127.0.0.1:8080/{z}', 'http://localhost.evil.example/{z}', '/tiles/{z}'].map(at)).toEqual([
      null,
      'http://127.0.0.1:8080/{z}',
      null,
      '/tiles/{z}',
    ]);
  });

  it("name the address that phones reach for a station's page", () => {
    expect(stationUrl({ ...plainConfig, origin: 'https://jy.example.cn' }, 1841)).toBe('https://jy.example.cn/s/1841');
  });
});
