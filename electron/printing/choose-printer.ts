/**
 * The station's printer from one line of text (YIZHAN_PRINTER or the setting), see docs/printing.md:
 * `escpos:tcp://192.168.1.50:9100?width=58`, `escpos:/dev/usb/lp0?width=80&answers=no`, `cups:Queue?width=80&paper=a6`, or nothing.
 */
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { openDeviceLine } from './device-line.ts';
import { createEscposPrinter } from './escpos.ts';
import { createNoPrinter } from './none.ts';
import type { Printer } from './printer.ts';
import { createSpooler, queueName } from './spooler.ts';
import { openTcpLine } from './tcp-line.ts';

/** The width of the paper in millimetres; dots at 203 dpi, less the edges that no print head reaches. */
const width = z.enum(['58', '80']).default('80');
const dotsOf = { '58': 384, '80': 576 } as const;

const host = z.union([z.hostname(), z.ipv4(), z.ipv6()]);
const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(65_535));
/** A file below /dev, by the plainest of names. */
const device = z.string().regex(/^\/dev\/(?:[A-Za-z0-9_-]+\/){0,3}[A-Za-z0-9_-]+$/);
const escposOptions = z.strictObject({ width, answers: z.enum(['yes', 'no']).default('yes') });
const cupsOptions = z.strictObject({ width, paper: z.enum(['roll', 'a6', 'a4']).default('roll') });

export type PrinterSetting =
  | { readonly kind: 'none' }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly widthDots: number; readonly answers: boolean }
  | { readonly kind: 'device'; readonly path: string; readonly widthDots: number; readonly answers: boolean }
  | { readonly kind: 'cups'; readonly queue: string; readonly widthDots: number; readonly paper: 'roll' | 'a6' | 'a4' };

/** @throws printer_invalid */
export function readPrinterSetting(text: string | undefined): PrinterSetting {
  const line = (text ?? '').trim();
  if (line === '' || line === 'none') return { kind: 'none' };
  const [, scheme, where = '', query = ''] = /^(escpos|cups):([^?]{1,300})(?:\?(.{0,100}))?$/.exec(line) ?? [];
  try {
    const options = Object.fromEntries(new URLSearchParams(query));
    if (scheme === 'cups') {
      const { width, paper } = cupsOptions.parse(options);
      return { kind: 'cups', queue: z.string().regex(queueName).parse(where), widthDots: dotsOf[width], paper };
    }
    if (scheme !== 'escpos') throw new Error('unknown kind of printer');
    const { width, answers } = escposOptions.parse(options);
    const common = { widthDots: dotsOf[width], answers: answers === 'yes' };
    if (!where.startsWith('tcp://')) return { kind: 'device', path: device.parse(where), ...common };
    const [, bracketed, plain, portText = '9100'] = /^tcp:\/\/(?:\[([^\]]+)\]|([^:/]+))(?::(\d+))?\/?$/.exec(where) ?? [];
    return { kind: 'tcp', host: host.parse(bracketed ?? plain), port: port.parse(portText), ...common };
  } catch (cause) {
    throw new AppError('printer_invalid', 'YIZHAN_PRINTER names no printer that can be used', {}, { cause });
  }
}

export function choosePrinter(setting: PrinterSetting): Printer {
  if (setting.kind === 'none') return createNoPrinter();
  if (setting.kind === 'cups') return createSpooler(setting);
  const open = setting.kind === 'tcp' ? openTcpLine(setting.host, setting.port) : openDeviceLine(setting.path);
  return createEscposPrinter({ open, widthDots: setting.widthDots, answers: setting.answers });
}
