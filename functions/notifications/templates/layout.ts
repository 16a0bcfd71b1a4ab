import { html, Markup } from './html.ts';

/** What goes out: one subject line and the same message twice. */
export type Mail = { readonly subject: string; readonly text: string; readonly html: string };

/**
 * Colours stand inline for programs that drop style sheets; the classes turn them where the reader's program says
 * it is dark. Every pair keeps a contrast of at least 4.5 (WCAG 2.2, 1.4.3).
 */
const style = new Markup(`<style>
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .ground { background: #14171c !important; }
    .sheet { background: #1f242c !important; border-color: #343b46 !important; }
    .ink { color: #eef1f5 !important; }
    .soft { color: #a9b3c1 !important; }
    .rule { border-color: #343b46 !important; }
    .note { background: #2a303a !important; }
    .act { background: #7db2ff !important; color: #0d1420 !important; }
    .tied { color: #8fbcff !important; }
  }
  @media (max-width: 480px) { .sheet-cell { padding: 24px 20px !important; } }
</style>`);

const font = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

export const heading = (text: string): Markup =>
  html`<h1 class="ink" style="margin:0 0 12px;font-size:22px;line-height:1.3;color:#171b21">${text}</h1>`;

export const paragraph = (content: string | Markup): Markup =>
  html`<p class="ink" style="margin:0 0 16px;color:#171b21;overflow-wrap:anywhere">${content}</p>`;

export const small = (content: string | Markup): Markup =>
  html`<p class="soft" style="margin:0 0 12px;font-size:14px;color:#566070;overflow-wrap:anywhere">${content}</p>`;

export const button = (label: string, address: string): Markup =>
  html`<p style="margin:24px 0"><a class="act" href="${address}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#1457c8;color:#ffffff;font-weight:600;text-decoration:none">${label}</a></p>`;

export const link = (label: string, address: string): Markup =>
  html`<a class="tied" href="${address}" style="color:#1457c8">${label}</a>`;

export const panel = (content: readonly Markup[]): Markup =>
  html`<div class="note" style="margin:0 0 20px;padding:14px 16px;border-radius:8px;background:#f2f4f8">${content}</div>`;

/** Facts as a real table with row headers, so that a screen reader pairs them. */
export const facts = (rows: readonly (readonly [name: string, value: string])[]): Markup => {
  const cell = 'padding:8px 0;border-top:1px solid #dfe4ea;text-align:left;vertical-align:top;font-size:15px';
  const shown = rows.map(
    ([name, value]) =>
      html`<tr><th scope="row" class="soft rule" style="${cell};padding-right:24px;width:1%;font-weight:400;color:#566070;white-space:nowrap">${name}</th><td class="ink rule" style="${cell};color:#171b21;overflow-wrap:anywhere">${value}</td></tr>`,
  );
  return html`<table style="width:100%;border-collapse:collapse;margin:0 0 20px">${shown}</table>`;
};

/** `preview` is the line that a mail program shows beside the subject. */
export const page = (title: string, preview: string, body: readonly Markup[]): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
${style}
</head>
<body class="ground" style="margin:0;padding:0;background:#eef1f5">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="ground" style="width:100%;border-collapse:collapse;background:#eef1f5"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="sheet" style="width:100%;max-width:560px;border-collapse:separate;border-radius:12px;border:1px solid #dfe4ea;background:#ffffff"><tr><td class="sheet-cell" style="padding:32px;${font};font-size:16px;line-height:1.5;text-align:left">
${body}
</td></tr></table>
<p class="soft" style="margin:16px 0 0;${font};font-size:13px;color:#566070">Sent by Reelmill when the job ended.</p>
</td></tr></table>
</body>
</html>
`.source;
