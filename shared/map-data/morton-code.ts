/** Places inside a tile as one number along the Morton curve (y's bit above x's): up to 26 bits an axis, exact in a double. */

function spread(value: number): number {
  let bits = value & 0xffff;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

function gather(value: number): number {
  let bits = value & 0x55555555;
  bits = (bits | (bits >>> 1)) & 0x33333333;
  bits = (bits | (bits >>> 2)) & 0x0f0f0f0f;
  bits = (bits | (bits >>> 4)) & 0x00ff00ff;
  return (bits | (bits >>> 8)) & 0xffff;
}

const half = 2 ** 32;

export function mortonCode(x: number, y: number): number {
  const low = (spread(x) | (spread(y) << 1)) >>> 0;
  return x < 0x10000 && y < 0x10000 ? low : (spread(x >>> 16) | (spread(y >>> 16) << 1)) * half + low;
}

export function mortonX(code: number): number {
  return code < half ? gather(code) : gather(code % half) + gather(Math.floor(code / half)) * 0x10000;
}

export function mortonY(code: number): number {
  return code < half ? gather(code >>> 1) : gather((code % half) >>> 1) + gather(Math.floor(code / half) >>> 1) * 0x10000;
}
