/** The exit code by which the Electron process asks the one that started it for a new one (EX_TEMPFAIL). */
export const relaunchExitCode = 75;
