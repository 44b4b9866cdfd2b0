/** A sentence that refuses this version of Node, or null. */
export function refusal(version: string): string | null;
