import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionsUrl, isWeChat, providers, providersInWeChat } from '../../../shared/geo/directions.ts';

const point = { lat: 36.6171, lng: 101.7782 };
const from = { lat: 36.62, lng: 101.77 };
const urlsTo = (destination: Parameters<typeof directionsUrl>[1]) => providers.map(({ id }) => directionsUrl(id, destination, 'yz'));

describe('directions', () => {
  it('are asked of five providers in the form that each wants, in GCJ-02 and with the name encoded', () => {
    expect(urlsTo({ point, name: '城北驿站', from })).toEqual([
      'https://uri.amap.com/navigation?to=101.780132,36.617018,%E5%9F%8E%E5%8C%97%E9%A9%BF%E7%AB%99&mode=walk&src=yz&callnative=1',
      'https://api.map.baidu.com/direction?origin=latlng:36.619927,101.771943%7Cname:%E6%88%91%E7%9A%84%E4%BD%8D%E7%BD%AE&destination=latlng:36.617018,101.780132%7Cname:%E5%9F%8E%E5%8C%97%E9%A9%BF%E7%AB%99&mode=walking&coord_type=gcj02&output=html&src=webapp.yz.yz',
      'https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=%E5%9F%8E%E5%8C%97%E9%A9%BF%E7%AB%99&tocoord=36.617018,101.780132&coord_type=2&referer=yz',
      'https://maps.apple.com/?daddr=36.617018,101.780132&dirflg=w',
      'https://www.google.com/maps/dir/?api=1&destination=36.617018,101.780132&travelmode=walking',
    ]);
  });

  it('start where the phone is, if nobody says where that is', () => {
    expect(directionsUrl('baidu', { point, name: '站' })).toBe(
      'https://api.map.baidu.com/direction?origin=%E6%88%91%E7%9A%84%E4%BD%8D%E7%BD%AE&destination=latlng:36.617018,101.780132%7Cname:%E7%AB%99&mode=walking&coord_type=gcj02&output=html&src=webapp.yizhan.yizhan',
    );
  });

  it('keep WGS-84 where the mainland datum does not apply', () => {
    expect(directionsUrl('apple', { point: { lat: 22.2793, lng: 114.1628 }, name: '' })).toBe(
      'https://maps.apple.com/?daddr=22.279300,114.162800&dirflg=w',
    );
  });

  it('carry awkward names without breaking out of their place', () => {
    const names = ['A&B#1?x=1', '＆ "quotes" \'one\'', 'a|b,c:d', '%41 + 1', '<script>', '\ud800壞', '门\n口'];
    expect(names.map((name) => directionsUrl('tencent', { point, name }).match(/&to=([^&]*)&/)?.[1])).toEqual([
      'A%26B%231%3Fx%3D1',
      '%EF%BC%86%20%22quotes%22%20%27one%27',
      'a%EF%BD%9Cb%EF%BC%8Cc%EF%BC%9Ad',
      '%2541%20%2B%201',
      '%3Cscript%3E',
      '%E5%A3%9E',
      '%E9%97%A8%20%E5%8F%A3',
    ]);
    expect(directionsUrl('amap', { point, name: '一号, 二楼' })).toBe(
      'https://uri.amap.com/navigation?to=101.780132,36.617018,%E4%B8%80%E5%8F%B7%EF%BC%8C%20%E4%BA%8C%E6%A5%BC&mode=walk&src=yizhan&callnative=1',
    );
  });

  it('are whole links with the same parameters whatever the name, and safe between quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const plain = urlsTo({ point, name: 'x', from }).map((url) => [...new URL(url).searchParams.keys()]);
        const urls = urlsTo({ point, name, from });
        expect(urls.map((url) => [...new URL(url).searchParams.keys()])).toEqual(plain);
        for (const url of urls) expect(url).toMatch(/^https:\/\/[\x21\x23-\x26\x28-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7e]+$/);
        const amap = new URL(urls[0] ?? '').searchParams.get('to') ?? '';
        expect(amap.split(',').length).toBe(3);
        const baidu = new URL(urls[1] ?? '').searchParams.get('destination') ?? '';
        expect(baidu.split('|').length).toBe(2);
      }),
    );
  });
});

describe('the providers', () => {
  it('are offered with Google last, and Tencent first inside WeChat', () => {
    expect(providers.map(({ id }) => id)).toEqual(['amap', 'baidu', 'tencent', 'apple', 'google']);
    expect(providersInWeChat.map(({ zh }) => zh)).toEqual(['腾讯地图', '高德地图', '百度地图', '苹果地图', '谷歌地图']);
  });

  it("know WeChat's browser by its name", () => {
    expect(isWeChat('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.47')).toBe(true);
    expect(isWeChat('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36')).toBe(false);
  });
});
