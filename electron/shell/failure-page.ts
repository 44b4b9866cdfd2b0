/** What stands on the screen when the station's data cannot be opened: what happened and what to do, for whoever is there. */
import type { Failure } from '../failure.ts';

const style = `
html { height: 100%; background: #FBF7F0; color: #1F1A14; font: 36px/1.6 "Noto Sans SC Variable", "Noto Sans CJK SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif; }
body { box-sizing: border-box; min-height: 100%; margin: 0; padding: 12vh 8vw; display: flex; flex-direction: column; gap: 1em; }
h1 { font-size: 1.6em; margin: 0; } p { margin: 0; } strong { font-size: 1.2em; }
footer { margin-top: auto; color: #5C5348; font-size: .6em; }`;

/** Takes fixed sentences and a code: messages and paths are for the log. */
export function failurePage({ code, what, todo }: Failure): Response {
  const page = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>驿站</title>
<style>${style}</style>
<body>
<h1>这块屏幕暂时不能用</h1>
<p><strong>${what}。</strong></p>
<p>${todo}</p>
<p>找活、求助请先找驿站工作人员,或拨打工会热线 12351。</p>
<footer>程序每半分钟自动再试一次 · 代码 ${code}</footer>
</body>
</html>
`;
  return new Response(page, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}
