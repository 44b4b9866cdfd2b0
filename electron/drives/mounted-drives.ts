/** The machine's drives, as systeminformation lists them: what can be pulled, and what is mounted where people mount drives. */
import si from 'systeminformation';
import type { Mount } from './drive-list.ts';

type Volume = Pick<si.Systeminformation.FsSizeData, 'mount' | 'size' | 'available' | 'fs'>;
type Device = Pick<si.Systeminformation.BlockDevicesData, 'mount' | 'label' | 'model' | 'removable'>;

/** Where desktops and operators mount drives. */
const mountPlaces = /^\/(media|run\/media|mnt|Volumes)\//;
const drivesLetter = /^[a-z]:\\?$/i;
/** Folders of other machines and of containers are not drives. */
const foreign = /^(overlay|tmpfs|devtmpfs|squashfs|\/dev\/loop)/;

/** @param systemDrive the letter the system runs from, which is never a drive to pull (`C:`) */
export function drivesAmong(volumes: readonly Volume[], devices: readonly Device[], systemDrive: string): Mount[] {
  const deviceOf = new Map(devices.filter((device) => device.mount !== '').map((device) => [device.mount.toLowerCase(), device]));
  return volumes.flatMap(({ mount, size, available, fs }): Mount[] => {
    const device = deviceOf.get(mount.toLowerCase());
    const letter = drivesLetter.test(mount);
    const system = mount === '/' || (letter && mount.slice(0, 2).toLowerCase() === systemDrive.slice(0, 2).toLowerCase());
    const wanted = mountPlaces.test(mount) || letter || device?.removable === true;
    if (system || !wanted || foreign.test(fs) || size <= 0) return [];
    const name = device?.label || mount.split('/').at(-1) || device?.model || mount;
    return [{ folder: letter ? `${mount.slice(0, 2)}\\` : mount, name, totalBytes: size, freeBytes: Math.max(0, available) }];
  });
}

export async function mountedDrives(): Promise<readonly Mount[]> {
  const [volumes, devices] = await Promise.all([si.fsSize(), si.blockDevices()]);
  return drivesAmong(volumes, devices, process.env['SystemDrive'] ?? 'C:');
}
