import type * as Electron from 'electron';

/** Everything the last person may have left with the host. One step that fails does not keep the others from being done. */
export async function wipeSession(
  { clipboard }: Pick<typeof Electron, 'clipboard'>,
  contents: Pick<Electron.WebContents, 'session' | 'navigationHistory'>,
  platform: NodeJS.Platform,
): Promise<void> {
  const steps: (() => Promise<void> | void)[] = [
    () => contents.session.clearStorageData(),
    () => contents.session.clearCache(),
    () => contents.session.clearAuthCache(),
    () => contents.navigationHistory.clear(),
    () => clipboard.clear(),
    // X11 keeps what was merely marked in a second clipboard, which exists on Linux only.
    () => (platform === 'linux' ? clipboard.selection.clear() : undefined),
  ];
  const outcomes = await Promise.allSettled(steps.map(async (step) => step()));
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, 'session not wiped completely');
}
