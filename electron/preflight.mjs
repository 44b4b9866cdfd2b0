// Plain JavaScript without imports, for any Node that knows modules: the database engine crashes an older process without a word.
/** A sentence that refuses this version of Node, or null. */
export function refusal(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 14)) return null;
  return `Node ${version} is too old: 22.14 or later is needed. Start through npm ("npm start", "npm run …"), which uses the packaged Node 24.`;
}

if (/[\\/]preflight\.mjs$/.test(process.argv[1] || '')) {
  const sentence = refusal(process.versions.node);
  if (sentence !== null) {
    console.error(sentence);
    process.exitCode = 1;
  }
}
