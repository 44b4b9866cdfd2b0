/**
 * The certificate of the desk on the LAN: made here, signed by itself, and known to browsers by the fingerprint that the station's own
 * screen shows. Key and certificate stand in `lan-tls.json` beside keys.json, readable by the station's user only and in no backup.
 */
import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readPrivate, writeWhole } from '../keys/safe-file.ts';

export interface LanCertificate {
  readonly keyPem: string;
  readonly certPem: string;
  /** SHA-256, as browsers show it: `AB:CD:…`. */
  readonly fingerprint: string;
  readonly validThroughMs: number;
}

const dayMs = 86_400_000;
const validDays = 397;
/** Renewed before it ends; a clock that was a day off does not matter. */
const renewDays = 30;

const fileSchema = z.strictObject({ version: z.literal(1), keyPem: z.string().max(4000), certPem: z.string().max(8000) });
const fileOf = (dataDir: string) => join(dataDir, 'lan-tls.json');

function view(keyPem: string, certPem: string): LanCertificate {
  const certificate = new X509Certificate(certPem);
  const fingerprint = createHash('sha256').update(certificate.raw).digest('hex').toUpperCase().match(/../g)?.join(':') ?? '';
  return { keyPem, certPem, fingerprint, validThroughMs: Date.parse(certificate.validTo) };
}

/** Undefined when there is none, or it is damaged, or others may read it: a new one is then made. */
function read(dataDir: string): LanCertificate | undefined {
  const file = readPrivate(fileOf(dataDir));
  if (file.kind !== 'text') return undefined;
  try {
    const { keyPem, certPem } = fileSchema.parse(JSON.parse(file.text));
    return view(keyPem, certPem);
  } catch {
    return undefined;
  }
}

function isGood({ certPem, validThroughMs }: LanCertificate, addresses: readonly string[], nowMs: number): boolean {
  const certificate = new X509Certificate(certPem);
  const begunMs = Date.parse(certificate.validFrom);
  return (
    nowMs >= begunMs &&
    nowMs < validThroughMs - renewDays * dayMs &&
    addresses.every((address) => certificate.checkIP(address) !== undefined)
  );
}

/** The present certificate, or a new one where it ends soon or does not name one of the addresses. */
export async function lanCertificate(dataDir: string, addresses: readonly string[], nowMs: number): Promise<LanCertificate> {
  const present = read(dataDir);
  if (present && isGood(present, addresses, nowMs)) return present;
  const { keyPem, certPem } = await make(addresses, nowMs);
  writeWhole(fileOf(dataDir), `${JSON.stringify({ version: 1, keyPem, certPem })}\n`, { mode: 0o600, durable: true });
  return view(keyPem, certPem);
}

/** The library is loaded when the first certificate is made: most stations never open the desk to the LAN. */
async function make(addresses: readonly string[], nowMs: number): Promise<{ keyPem: string; certPem: string }> {
  await import('./reflection.ts');
  const x509 = await import('@peculiar/x509');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const serial = Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)));
  // A serial is a positive number.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x01;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serial.toString('hex'),
      name: 'CN=Yizhan station desk',
      notBefore: new Date(nowMs - dayMs),
      notAfter: new Date(nowMs + validDays * dayMs),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(addresses.map((value) => ({ type: 'ip', value }))),
      ],
    },
    webcrypto,
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const keyPem = `-----BEGIN PRIVATE KEY-----\n${pkcs8.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`;
  return { keyPem, certPem: `${certificate.toString('pem')}\n` };
}
