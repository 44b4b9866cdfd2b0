/**
 * SHA-512 (FIPS 180-4) for pages without Web Crypto: browsers withhold it outside https and loopback, and a demo is looked at
 * over the LAN. A few messages of a few hundred bytes, so it is written to be short.
 */
const mask = (1n << 64n) - 1n;

function primes(count: number): readonly bigint[] {
  const found: bigint[] = [];
  for (let candidate = 2n; found.length < count; candidate++) if (found.every((prime) => candidate % prime !== 0n)) found.push(candidate);
  return found;
}

/** The greatest x with x^degree <= value. */
function root(value: bigint, degree: bigint): bigint {
  let low = 0n;
  let high = 1n << 80n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
}

const table = primes(80);
/** The first 64 bits of the fractions of the cube roots of the first 80 primes, and of the square roots of the first 8. */
const roundConstants = table.map((prime) => root(prime << 192n, 3n) & mask);
const initial = table.slice(0, 8).map((prime) => root(prime << 128n, 2n) & mask);

const rotate = (word: bigint, by: bigint) => ((word >> by) | (word << (64n - by))) & mask;
const add = (...words: readonly bigint[]) => words.reduce((sum, word) => sum + word, 0n) & mask;

export function sha512(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new DataView(new ArrayBuffer(Math.ceil((message.length + 17) / 128) * 128));
  new Uint8Array(padded.buffer).set(message);
  padded.setUint8(message.length, 0x80);
  padded.setBigUint64(padded.byteLength - 8, BigInt(message.length) * 8n);
  let state: readonly bigint[] = initial;
  for (let offset = 0; offset < padded.byteLength; offset += 128) state = compress(state, padded, offset);
  const digest = new DataView(new ArrayBuffer(64));
  for (const [index, word] of state.entries()) digest.setBigUint64(index * 8, word);
  return new Uint8Array(digest.buffer);
}

function compress(state: readonly bigint[], block: DataView, offset: number): readonly bigint[] {
  const schedule: bigint[] = [];
  const at = (index: number) => schedule[index] ?? 0n;
  for (let round = 0; round < 80; round++) {
    if (round < 16) {
      schedule.push(block.getBigUint64(offset + round * 8));
      continue;
    }
    const [early, late] = [at(round - 15), at(round - 2)];
    const sigma0 = rotate(early, 1n) ^ rotate(early, 8n) ^ (early >> 7n);
    const sigma1 = rotate(late, 19n) ^ rotate(late, 61n) ^ (late >> 6n);
    schedule.push(add(at(round - 16), sigma0, at(round - 7), sigma1));
  }
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = [...state];
  for (const [round, word] of schedule.entries()) {
    const big1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
    const first = add(h, big1, (e & f) ^ (~e & mask & g), roundConstants[round] ?? 0n, word);
    const big0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
    const second = add(big0, (a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [add(first, second), a, b, c, add(d, first), e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => add(word, state[index] ?? 0n));
}
