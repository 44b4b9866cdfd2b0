/** Where this machine stands on its LAN. Addresses of the open internet are none: the desk is never served there. */
import { networkInterfaces } from 'node:os';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Private and link-local IPv4, also as IPv6 sockets write it (`::ffff:192.168.1.5`). */
export function isPrivate(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|127\.)\d+\.\d+(\.\d+)?$/.test(plain);
}

/** IPv4 addresses under which others on the LAN reach this machine; loopback is none of them. */
export function lanAddresses(interfaces: Interfaces = networkInterfaces()): string[] {
  const found = Object.values(interfaces).flatMap((list) => list ?? []);
  return found
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivate(address))
    .map(({ address }) => address);
}
