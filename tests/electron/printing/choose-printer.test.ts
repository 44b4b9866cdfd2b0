import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { choosePrinter, readPrinterSetting } from '../../../electron/printing/choose-printer.ts';
import { openDeviceLine } from '../../../electron/printing/device-line.ts';
import { createEscposPrinter } from '../../../electron/printing/escpos.ts';
import { bands, cut, initialise } from '../../../electron/printing/escpos-bytes.ts';

const never = new AbortController().signal;

describe('the setting of the printer', () => {
  it.each([
    [undefined, { kind: 'none' }],
    ['  ', { kind: 'none' }],
    ['none', { kind: 'none' }],
    ['escpos:tcp://192.168.1.50:9100?width=58', { kind: 'tcp', host: '192.168.1.50', port: 9100, widthDots: 384, answers: true }],
    ['escpos:tcp://printer.lan', { kind: 'tcp', host: 'printer.lan', port: 9100, widthDots: 576, answers: true }],
    ['escpos:tcp://[fd00::5]:9101?answers=no', { kind: 'tcp', host: 'fd00::5', port: 9101, widthDots: 576, answers: false }],
    ['escpos:/dev/usb/lp0?width=80&answers=no', { kind: 'device', path: '/dev/usb/lp0', widthDots: 576, answers: false }],
    ['cups:Card_Printer-1?width=80&paper=a6', { kind: 'cups', queue: 'Card_Printer-1', widthDots: 576, paper: 'a6' }],
    ['cups:Roll', { kind: 'cups', queue: 'Roll', widthDots: 576, paper: 'roll' }],
  ])('reads %j', (text, setting) => {
    expect(readPrinterSetting(text)).toEqual(setting);
  });

  it.each([
    'escpos',
    'lpd:printer',
    'escpos:tcp://',
    'escpos:tcp://printer.lan:0',
    'escpos:tcp://printer.lan:65536',
    'escpos:tcp://a b:9100',
    'escpos:tcp://printer.lan:9100/path',
    'escpos:tcp://user@printer.lan',
    'escpos:tcp://printer.lan?width=57',
    'escpos:tcp://printer.lan?wdith=58',
    'escpos:/etc/passwd',
    'escpos:/dev/../etc/passwd',
    'escpos:/dev/usb/lp0?answers=maybe',
    'cups:-d',
    'cups:a b',
    'cups:Queue?paper=letter',
    `cups:${'x'.repeat(128)}`,
  ])('refuses %j', (text) => {
    expect(() => readPrinterSetting(text)).toThrow(expect.objectContaining({ code: 'printer_invalid' }));
  });

  it('makes the printer that it names', () => {
    const made = [undefined, 'escpos:/dev/usb/lp0?width=58', 'escpos:tcp://printer.lan', 'cups:Roll?width=58'].map((text) => {
      const { kind, widthDots } = choosePrinter(readPrinterSetting(text));
      return [kind, widthDots];
    });
    expect(made).toEqual([
      ['none', 576],
      ['escpos', 384],
      ['escpos', 576],
      ['spooler', 384],
    ]);
  });
});

describe('a device file', () => {
  const picture = { widthDots: 384, heightDots: 200, bits: Uint8Array.from({ length: 48 * 200 }, (_, index) => index & 0xff) };

  it('that never answers is mute, unless the operator said so: then it takes the whole picture', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yizhan-device-'));
    const path = join(folder, 'lp0');
    try {
      writeFileSync(path, '');
      const open = openDeviceLine(path);
      const asked = createEscposPrinter({ open, widthDots: 384, waits: { answerMs: 50 } });
      expect(await asked.status()).toEqual({ kind: 'escpos', widthDots: 384, state: 'unknown' });
      expect(await asked.print({ id: 'a', picture }, never)).toEqual({ outcome: 'failed', reason: 'mute' });
      writeFileSync(path, '');
      const told = createEscposPrinter({ open, widthDots: 384, answers: false, waits: { answerMs: 50 } });
      expect(await told.print({ id: 'a', picture }, never)).toEqual({ outcome: 'sent' });
      const bytes = readFileSync(path);
      const at = [...bands(picture)].map((band) => bytes.indexOf(Buffer.from(band)));
      expect(at.every((offset, index) => offset > (at[index - 1] ?? 0))).toBe(true);
      expect([bytes.includes(Buffer.from(initialise)), bytes.lastIndexOf(Buffer.from(cut)) > (at.at(-1) ?? 0)]).toEqual([true, true]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('that is not there is unreachable', async () => {
    const printer = createEscposPrinter({ open: openDeviceLine('/dev/usb/no-such-printer'), widthDots: 384 });
    expect(await printer.status()).toEqual({ kind: 'escpos', widthDots: 384, state: 'offline' });
    expect(await printer.print({ id: 'a', picture }, never)).toEqual({ outcome: 'failed', reason: 'unreachable' });
  });
});
